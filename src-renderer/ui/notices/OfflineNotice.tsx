import { CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import './notice.css';

/** What being offline means for what stands below. */
export function OfflineNotice({ children }: { readonly children: ReactNode }) {
  return (
    <div className="ui-notice ui-notice-warn" role="status">
      <CloudOff aria-hidden className="ui-icon" />
      <p>{children}</p>
    </div>
  );
}
