import { sql, type RawBuilder } from 'kysely';
import { reportClasses } from '../report-classes.ts';

interface Tables {
  readonly study: RawBuilder<unknown>;
  readonly series: RawBuilder<unknown>;
  readonly instance: RawBuilder<unknown>;
}

const whole: Tables = { study: sql`image_study`, series: sql`image_series`, instance: sql`image_instance` };

/**
 * The index as it is to somebody who does not get the reports of some studies: under the tables' own names, without these
 * instances, series that hold nothing else, studies that hold nothing else, and with counts to match.
 */
export function tablesFor(withoutReports: readonly string[] = []): Tables {
  if (withoutReports.length === 0) return whole;
  const studies = sql`${[...withoutReports]}::text[]`;
  const reports = sql`${[...reportClasses]}::text[]`;
  const left = sql`image_instance.study_uid = any(${studies}) and image_instance.sop_class_uid <> all(${reports})`;
  return {
    study: sql`(
      select whole.study_uid, whole.patient_id, whole.patient_name_key, whole.study_date, whole.accession_number,
        whole.attributes,
        case when whole.study_uid = any(${studies}) then given.modalities else whole.modalities end as modalities,
        case when whole.study_uid = any(${studies}) then given.sop_classes else whole.sop_classes end as sop_classes,
        case when whole.study_uid = any(${studies}) then given.series else whole.series_count end as series_count,
        case when whole.study_uid = any(${studies}) then given.instances else whole.instance_count end as instance_count,
        case when whole.study_uid = any(${studies}) then given.bytes else whole.bytes end as bytes
      from image_study as whole left join (
        select image_instance.study_uid, count(distinct image_instance.series_uid)::integer as series,
          count(*)::integer as instances, sum(image_instance.bytes)::bigint as bytes,
          coalesce(array_agg(distinct of_series.modality order by of_series.modality)
            filter (where of_series.modality <> ''), '{}') as modalities,
          array_agg(distinct image_instance.sop_class_uid order by image_instance.sop_class_uid) as sop_classes
        from image_instance join image_series as of_series
          on of_series.study_uid = image_instance.study_uid and of_series.series_uid = image_instance.series_uid
        where ${left} group by image_instance.study_uid
      ) as given on given.study_uid = whole.study_uid
      where whole.study_uid <> all(${studies}) or given.study_uid is not null) as image_study`,
    series: sql`(
      select whole.study_uid, whole.series_uid, whole.modality, whole.number, whole.attributes,
        case when whole.study_uid = any(${studies}) then given.instances else whole.instance_count end as instance_count,
        case when whole.study_uid = any(${studies}) then given.bytes else whole.bytes end as bytes
      from image_series as whole left join (
        select image_instance.study_uid, image_instance.series_uid, count(*)::integer as instances,
          sum(image_instance.bytes)::bigint as bytes
        from image_instance where ${left} group by image_instance.study_uid, image_instance.series_uid
      ) as given on given.study_uid = whole.study_uid and given.series_uid = whole.series_uid
      where whole.study_uid <> all(${studies}) or given.study_uid is not null) as image_series`,
    instance: sql`(
      select image_instance.* from image_instance
      where image_instance.study_uid <> all(${studies}) or image_instance.sop_class_uid <> all(${reports})) as image_instance`,
  };
}
