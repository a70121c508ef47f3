import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ImageMemory } from './image-memory.ts';

const userOf = (need: number) => ({ need, onShare: vi.fn() });

describe('ImageMemory', () => {
  it('is one user’s alone, and fairly shared by several', () => {
    const memory = new ImageMemory(1000);
    const [big, small, huge] = [userOf(5000), userOf(100), userOf(9000)];
    memory.join(big);
    expect(memory.shareOf(big)).toBe(1000);
    memory.join(small);
    memory.join(huge);
    expect([small, big, huge].map((user) => memory.shareOf(user))).toEqual([100, 450, 450]);
    expect(big.onShare).toHaveBeenCalled();
    memory.leave(huge);
    expect(memory.shareOf(big)).toBe(900);
  });

  it('is never exceeded, nor left unused by who needs it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 16 }), (needs) => {
        const memory = new ImageMemory(1000);
        const users = needs.map(userOf);
        for (const user of users) memory.join(user);
        const shares = users.map((user) => memory.shareOf(user));
        const used = shares.reduce((sum, share) => sum + share, 0);
        expect(used).toBeLessThanOrEqual(1000.001);
        const least = Math.min(
          1000,
          needs.reduce((sum, need) => sum + need, 0),
        );
        expect(used).toBeGreaterThanOrEqual(least - 0.001);
      }),
    );
  });
});
