import type { Kysely } from 'kysely';
import type {
  Answer,
  Ask,
  ImageStore,
  Incoming,
  Resource,
  Search,
  SearchAnswer,
  StudyDescription,
} from '../image-store.ts';
import type { ImageTables } from '../schema.ts';
import { Pictures } from '../pictures/pictures.ts';
import { receiveInstances } from '../stow/receive.ts';
import { answerBulkData } from './bulkdata.ts';
import { ImageFolder } from './folder.ts';
import type { InstanceTaker } from './import-folder.ts';
import { answerFrames } from './frames.ts';
import { describeIndexedStudy } from './instances.ts';
import { answerMetadata } from './metadata.ts';
import { RenderedAnswers } from './rendered.ts';
import { answerInstances } from './retrieve.ts';
import { searchIndex } from './search.ts';
import { storeInstances, type Outcome, type Staged } from './store-instances.ts';

/** Images as files on disk, with their index in the database. */
export class FilesStore implements ImageStore, InstanceTaker {
  readonly folder: ImageFolder;
  readonly #db: Kysely<ImageTables>;
  readonly #pictures = new Pictures();
  readonly #rendered: RenderedAnswers;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: { readonly db: Kysely<ImageTables>; readonly folder: string }) {
    this.#db = options.db;
    this.folder = new ImageFolder(options.folder);
    this.#rendered = new RenderedAnswers(this.#db, this.folder, this.#pictures);
  }

  search(search: Search, baseUrl: string): Promise<SearchAnswer> {
    return searchIndex(this.#db, search, baseUrl);
  }

  describeStudy(
    studyUid: string,
    { withoutReports } = { withoutReports: false },
  ): Promise<StudyDescription | undefined> {
    return describeIndexedStudy(this.#db, studyUid, withoutReports);
  }

  async retrieve(resource: Resource, ask: Ask): Promise<Answer> {
    switch (resource.kind) {
      case 'instances':
        return answerInstances(this.#db, this.folder, resource.target, ask);
      case 'metadata':
        return answerMetadata(this.#db, resource.target, ask);
      case 'frames':
        return answerFrames(this.#db, this.folder, this.#pictures, resource.target, resource.frames, ask);
      case 'bulkdata':
        return answerBulkData(this.#db, this.folder, resource.target, resource.path, ask);
      case 'rendered':
        return this.#rendered.answer(resource.target, resource.frame, resource.thumbnail, ask);
    }
  }

  receive(incoming: Incoming): Promise<Answer> {
    return receiveInstances(this.folder, (staged) => this.store(staged), incoming);
  }

  /** Ends the threads that make pictures. */
  close(): Promise<void> {
    return this.#pictures.close();
  }

  /** One after the other: two senders of the same instance must not both find it absent. */
  async store(staged: readonly Staged[]): Promise<Outcome[]> {
    const turn = this.#last.then(() =>
      storeInstances(this.#db, staged, ({ path, description }) => this.folder.place(path, description)),
    );
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
