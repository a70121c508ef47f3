/** An entrance through which something from a stranger comes. */
export interface Target {
  /** What well-formed input looks like. */
  seeds(): Promise<readonly Uint8Array[]>;
  /** Takes one input. Whatever it is, this resolves, soon, and keeps nothing; anything thrown is a finding. */
  take(input: Uint8Array): Promise<void>;
}
