import { X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../buttons/IconButton.tsx';
import { useFocusBack } from '../focus/use-focus-back.ts';
import { useFocusProblem } from '../focus/use-focus-problem.ts';
import { useScrollFocus } from '../focus/use-scroll-focus.ts';
import { leaveFailures } from '../notices/toasts.tsx';
import { countDialog } from './open-dialogs.ts';
import './dialog.css';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the one that does it last. */
  readonly actions?: ReactNode;
  /** `alertdialog`: asks before something that cannot be undone; a click beside it does not close it. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly width?: 'narrow' | 'wide' | 'broad';
  /**
   * What closes it beside its buttons. `anything`: also a click beside it; `cross`: Escape and the cross, where something
   * was written that a slip must not lose; `nothing`: what it shows is shown once.
   */
  readonly closedBy?: 'anything' | 'cross' | 'nothing';
  /** What it asked for is on its way to the portal: closing it now would look as if it were not done. */
  readonly isBusy?: boolean;
  /** How often the person tried to go on: each time, the first field with an error takes the focus. */
  readonly tries?: number;
}

export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, children, actions, role = 'dialog', width = 'narrow', tries = 0 } = props;
  const { closedBy = role === 'dialog' ? 'anything' : 'cross', isBusy = false } = props;
  const { t } = useTranslation();
  const scrollFocus = useScrollFocus();
  const content = useFocusProblem(tries);
  useFocusBack(isOpen);
  useEffect(() => {
    if (!isOpen) return undefined;
    leaveFailures();
    const uncount = countDialog();
    return () => {
      uncount();
      leaveFailures();
    };
  }, [isOpen]);
  return (
    <ModalOverlay
      className="ui-scrim"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={closedBy === 'anything' && !isBusy}
      isKeyboardDismissDisabled={closedBy === 'nothing' || isBusy}
    >
      <Modal className={`ui-dialog ui-dialog-${width}`}>
        <AriaDialog ref={content} role={role} className="ui-dialog-content">
          <header className="ui-dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {closedBy !== 'nothing' && (
              <IconButton label={t('common.close')} icon={X} isDisabled={isBusy} onPress={onClose} />
            )}
          </header>
          <div ref={scrollFocus} className="ui-dialog-body">
            {children}
          </div>
          {actions !== undefined && <footer className="ui-dialog-actions">{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
