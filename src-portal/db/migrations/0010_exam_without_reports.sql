-- What an exam's images are to whoever does not get the reports among them: modalities, seriesCount, instanceCount, bytes.
-- Null: not counted yet; the portal counts when it starts.
alter table exam add column without_reports jsonb;
