import {
  Building2,
  FolderOpen,
  HardDriveDownload,
  House,
  Inbox,
  Share2,
  UserRound,
  UsersRound,
  type LucideIcon,
} from 'lucide-react';
import type { Section } from './routes.ts';

export const sectionIcons: Readonly<Record<Section, LucideIcon>> = {
  home: House,
  exams: FolderOpen,
  sharing: Share2,
  'shared-with-me': Inbox,
  patients: UsersRound,
  establishments: Building2,
  'this-computer': HardDriveDownload,
  'personal-space': UserRound,
};
