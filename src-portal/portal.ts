import { folders, type Config } from './config.ts';
import { makeFolder } from './data-folder.ts';
import { openDatabase, type Database } from './db/database.ts';
import { ArchiveStore } from './dicomweb/archive/archive-store.ts';
import { FilesStore } from './dicomweb/files/files-store.ts';
import type { InstanceTaker } from './dicomweb/files/import-folder.ts';
import type { ImageStore } from './dicomweb/image-store.ts';
import { createReportFiles, type ReportFiles } from './services/report-files.ts';

/** What everything else stands on: the configuration, the database and the files. */
export interface Portal {
  readonly config: Config;
  readonly db: Database;
  readonly reportFiles: ReportFiles;
  /** What DICOMweb answers from. */
  readonly images: ImageStore & InstanceTaker;
  /** Images on disk; null where another archive keeps them. */
  readonly files: FilesStore | null;
  close(): Promise<void>;
}

export async function openPortal(config: Config): Promise<Portal> {
  const at = folders(config);
  // Whatever the umask: nobody else of this computer may come as far as to a patient's files.
  for (const folder of [at.images, at.reports]) await makeFolder(folder, 0o700);
  const db = await openDatabase(
    config.databaseUrl
      ? { kind: 'server', url: config.databaseUrl }
      : { kind: 'embedded', folder: at.database },
  );
  const files = config.pacsUrl === undefined ? new FilesStore({ db, folder: at.images }) : null;
  const images = files ?? new ArchiveStore({ url: config.pacsUrl ?? '', staging: at.images });
  return {
    config,
    db,
    reportFiles: createReportFiles(at.reports),
    images,
    files,
    async close() {
      await images.close();
      await db.destroy();
    },
  };
}
