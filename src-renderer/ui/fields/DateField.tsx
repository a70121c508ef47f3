import { parseDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Label,
  Popover,
} from 'react-aria-components';
import './date-field.css';
import './field.css';
import '../list.css';

export interface DateFieldProps {
  readonly label: string;
  /** `2026-03-14`; empty for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A day, typed in the order of the person's language or chosen in a calendar. */
export function DateField({ label, value, onChange }: DateFieldProps) {
  return (
    <DatePicker
      className="ui-field"
      value={value === '' ? null : parseDate(value)}
      onChange={(date) => onChange(date?.toString() ?? '')}
    >
      <Label className="ui-field-label">{label}</Label>
      <Group className="ui-input ui-date">
        <DateInput className="ui-date-input">
          {(segment) => <DateSegment segment={segment} className="ui-date-segment" />}
        </DateInput>
        <Button className="ui-button ui-button-quiet ui-date-button">
          <CalendarDays aria-hidden className="ui-icon" />
        </Button>
      </Group>
      <Popover className="ui-popover ui-date-popover" offset={4}>
        <Dialog className="ui-date-dialog">
          <Calendar>
            <header className="ui-date-head">
              <Button slot="previous" className="ui-button ui-button-quiet ui-button-icon">
                <ChevronLeft aria-hidden className="ui-icon" />
              </Button>
              <Heading />
              <Button slot="next" className="ui-button ui-button-quiet ui-button-icon">
                <ChevronRight aria-hidden className="ui-icon" />
              </Button>
            </header>
            <CalendarGrid>{(date) => <CalendarCell date={date} className="ui-date-day" />}</CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
