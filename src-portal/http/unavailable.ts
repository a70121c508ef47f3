// What is no fault of the request or of the portal, and passes: the database is away or sends everybody home, the disk is full.

const codes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'ENOSPC',
  'EDQUOT',
  'EMFILE',
  'ENFILE',
  // PostgreSQL: shut down, cannot connect now, too many connections, disk full, out of memory.
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53100',
  '53200',
]);

/** What the driver says of a connection without giving it a code. */
const connectionLost =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  // Class 08: connection exceptions.
  return codes.has(code) || /^08\w{3}$/.test(code) || connectionLost.test(error.message);
}
