import { sql, type Expression, type RawBuilder } from 'kysely';
import type { Queryable } from '../db/database.ts';
import { givenOf, type ExamListRow } from './exam-query.ts';
import { isoText } from './instants.ts';
import type { Principal } from './principal.ts';
import { sharedWithNow } from './rights.ts';

// Exams as the contract's JSON (`Exam` in openapi.yaml), written by the database: fifty exams as one text cross from it in a third
// of the time that fifty rows of thirty columns take.

export interface ExamsAsJson {
  /** An array of `Exam`, at most `limit` of them. */
  readonly items: string;
  /** How many rows there were: one more than `limit` where there are more. */
  readonly found: number;
  /** Where the page ends, where there are more. */
  readonly lastId: string | null;
  readonly lastValue: string | null;
  readonly total: number | null;
}

interface Asked {
  /** Rows of `examsIn`, in any order, one more than `limit` where there are more. */
  readonly rows: Expression<ExamListRow>;
  /** How they are sorted, over the columns of `page`. */
  readonly order: RawBuilder<unknown>;
  /** The text of what they are sorted by. */
  readonly cursorValue: RawBuilder<string>;
  readonly limit: number;
  /** How many there are in all: counted only where there are more than `limit`. */
  readonly count: Expression<{ total: number }> | null;
}

export async function examsAsJson(
  db: Queryable,
  principal: Principal,
  { rows, order, cursorValue, limit, count }: Asked,
): Promise<ExamsAsJson> {
  const last = sql.lit(limit);
  const { rows: answers } = await sql<ExamsAsJson>`
    with wanted as (${rows}),
    page as (select wanted.*, row_number() over (order by ${order}) as place from wanted),
    papers as (${papersOf(principal)})
    select
      (select coalesce(json_agg(item), '[]')::text from (
        select ${columns(principal)}
        from page left join papers on papers.exam_id = page.id ${sharedBy(principal)} ${patientOf(principal)}
        where page.place <= ${last}
        order by page.place) as item) as items,
      (select count(*) from page) as found,
      (select page.id from page where page.place = ${last}) as last_id,
      (select ${cursorValue} from page where page.place = ${last}) as last_value,
      case when (select count(*) from page) > ${last} then (${count ?? sql`null::bigint`}) end as total`.execute(
    db,
  );
  const [answer] = answers;
  if (!answer) throw new Error('no answer to the list of exams');
  return answer;
}

/** What of each exam's documents this principal may see. */
function papersOf(principal: Principal): RawBuilder<unknown> {
  const accountId = principal.kind === 'guest' ? null : principal.accountId;
  return sql`select document.exam_id,
      min(document.id::text) filter (where document.report_id is null) as images,
      bool_or(page.can_be_new and seen.at is null) as is_new,
      json_agg(json_build_object(
        'id', report.id, 'documentId', document.id, 'title', report.title, 'date', ${isoText(sql`report.date`)},
        'author', report.author, 'bytes', report.bytes, 'isNew', page.can_be_new and seen.at is null)
        order by report.date, document.id) filter (where report.id is not null) as reports
    from page
    join document on document.exam_id = page.id
    left join report on report.id = document.report_id
    left join seen on seen.document_id = document.id and seen.account_id = ${accountId}
    where case when document.report_id is null then not ${given.isNothing} else page.reports_readable end
    group by document.exam_id`;
}

const given = givenOf('page');

const columns = (principal: Principal) => sql`
  page.id, page.study_instance_uid as "studyInstanceUid", page.label, ${isoText(sql`page.date`)} as date,
  ${given.modalities} as modalities, page.body_region as "bodyRegion",
  json_build_object('id', page.establishment_id, 'name', page.establishment_name, 'town', page.establishment_town)
    as establishment,
  page.prescriber, page.radiologist, ${given.seriesCount} as "seriesCount",
  ${given.instanceCount} as "instanceCount", ${given.bytes} as bytes, papers.images is not null as "imagesAvailable", papers.images as "imagesDocumentId",
  coalesce(papers.reports, '[]') as reports, coalesce(papers.is_new, false) as "isNew",
  ${caresForSeveral(principal) ? patientColumn : sql`null`} as patient,
  shared.by as "sharedBy", ${isoText(sql`shared.until`)} as "sharedUntil",
  ${isoText(temporaryUntil)} as "temporaryUntil"`;

const temporaryUntil = sql`(case when not page.for_good then page.temporary_until end)`;

/** Whose exam it is, for those who care for several patients; nobody's where it is read by a share alone. */
const patientColumn = sql`case when shared.until is null or ${temporaryUntil} is not null then
  json_build_object('id', patient.id, 'displayName', patient.display_name, 'birthDate', patient.birth_date) end`;

const caresForSeveral = ({ kind }: Principal): boolean => kind === 'professional' || kind === 'administrator';

const patientOf = (principal: Principal) =>
  caresForSeveral(principal) ? sql`left join patient on patient.id = page.patient_id` : sql``;

/** By whom and until when, of exams that no lasting right reads: the share that lasts longest. */
const sharedBy = (principal: Principal) => sql`left join lateral (
    select giver.display_name as by, share.ends_at as until
    from share_exam join share on share.id = share_exam.share_id join patient as giver on giver.id = share.patient_id
    where not page.for_good and share_exam.exam_id = page.id and ${sharedWithNow(principal)}
    order by share.ends_at desc limit 1) as shared on true`;
