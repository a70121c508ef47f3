/** Who keeps decoded images. */
export interface MemoryUser {
  /** Bytes that all its images would take. */
  readonly need: number;
  /** Its share became another. */
  readonly onShare: () => void;
}

/** The limit on decoded images of a whole window, shared by all that keep some: none gets more than it needs. */
export class ImageMemory {
  private readonly limit: number;
  private readonly users = new Set<MemoryUser>();
  private shares = new Map<MemoryUser, number>();

  constructor(limit: number) {
    this.limit = limit;
  }

  join(user: MemoryUser): void {
    this.users.add(user);
    this.divide();
  }

  leave(user: MemoryUser): void {
    if (this.users.delete(user)) this.divide();
  }

  /** A user's need became another. */
  changed(): void {
    this.divide();
  }

  shareOf(user: MemoryUser): number {
    return this.shares.get(user) ?? this.limit;
  }

  private divide(): void {
    const before = this.shares;
    this.shares = new Map();
    let left = this.limit;
    // The smallest first: what they leave of an equal part is divided among those that need more.
    [...this.users]
      .sort((a, b) => a.need - b.need)
      .forEach((user, at, all) => {
        const last = at === all.length - 1;
        const share = last ? left : Math.min(user.need, left / (all.length - at));
        this.shares.set(user, share);
        left -= share;
      });
    for (const [user, share] of this.shares) if (before.get(user) !== share) user.onShare();
  }
}
