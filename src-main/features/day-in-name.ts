/** The day of an instant by this computer's calendar, as the page shows it, in a file's name: « 2026-03-03 ». Empty where there is none. */
export function dayInName(iso: string): string {
  // A day alone is no instant: it is the same everywhere.
  if (/^\d{4}-\d{2}-\d{2}$/.test(iso)) return iso;
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '';
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
