import {
  Building2,
  FolderOpen,
  HardDriveDownload,
  House,
  Share2,
  UserRound,
  type LucideIcon,
} from 'lucide-react';
import type { Section } from './routes.ts';

export const sectionIcons: Readonly<Record<Section, LucideIcon>> = {
  home: House,
  exams: FolderOpen,
  sharing: Share2,
  establishments: Building2,
  'this-computer': HardDriveDownload,
  'personal-space': UserRound,
};
