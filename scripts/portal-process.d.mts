export interface PortalProcess {
  readonly url: string;
  readonly pid: number;
  readonly accounts: readonly { kind: string; username: string; password: string }[];
  stop(): Promise<void>;
}

export function startPortal(options: {
  dataFolder: string;
  args?: string[];
  env?: Record<string, string>;
  log?: (line: string) => void;
}): Promise<PortalProcess>;
