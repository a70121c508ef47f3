/** Pages remember small things of an account under a key that ends with its id (`exams-view ID`): none of it stays. */
export function forgetRemembered(accountId: string): void {
  for (const key of Object.keys(localStorage))
    if (key.endsWith(` ${accountId}`)) localStorage.removeItem(key);
}
