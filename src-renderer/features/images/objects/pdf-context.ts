import { createContext, type ReactNode, useContext } from 'react';

export interface PdfProps {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly title: string;
  readonly onSave: () => void;
}

/** What shows a PDF: a feature of its own, which `app/` puts here. */
export const PdfContext = createContext<(props: PdfProps) => ReactNode>(() => null);

export const useRenderPdf = (): ((props: PdfProps) => ReactNode) => useContext(PdfContext);
