export interface ReportPageProps {
  readonly examId: string;
  readonly reportId: string;
  readonly onBack: () => void;
}
