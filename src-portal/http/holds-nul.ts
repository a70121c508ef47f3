/** PostgreSQL keeps no NUL in text; nothing that a person types holds one. */
export function holdsNul(data: unknown): boolean {
  if (typeof data === 'string') return data.includes('\0');
  return typeof data === 'object' && data !== null && Object.values(data).some(holdsNul);
}
