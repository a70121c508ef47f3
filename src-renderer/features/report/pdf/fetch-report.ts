// Before zod parses anything: it would compile with `new Function`, which our policy forbids.
import '../../../../src-shared/ipc/define.ts';
import { appErrorSchema, type AppError } from '../../../../src-shared/errors.ts';
import { failed, succeeded, type Result } from '../../../../src-shared/ipc/result.ts';

/** The PDF of a report, from main: out of the library, or through it from the portal. */
export async function fetchReport(
  reportId: string,
  signal: AbortSignal,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  try {
    const response = await fetch(`emage-data://report/${encodeURIComponent(reportId)}`, { signal });
    if (!response.ok) return failed(await errorOf(response));
    return succeeded(new Uint8Array(await response.arrayBuffer()));
  } catch {
    return failed({ code: signal.aborted ? 'cancelled' : 'internal', message: 'the report did not arrive' });
  }
}

async function errorOf(response: Response): Promise<AppError> {
  const parsed = appErrorSchema.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  return { code: response.status === 404 ? 'not-found' : 'internal', message: `status ${response.status}` };
}
