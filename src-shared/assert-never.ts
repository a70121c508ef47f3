/** Where every member of a union was handled before; the compiler says which one was not. */
export function assertNever(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
