/** PS3.5 §9.1, less strict on leading zeros, which real devices write. Safe in a path: neither separators nor `..`. */
export function isUid(value: string): boolean {
  return value.length <= 64 && /^\d+(\.\d+)*$/.test(value);
}
