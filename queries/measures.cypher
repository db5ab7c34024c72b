// name: measures
// question: What figures are stated: GMV, revenue, users, forecasts? / 有哪些指标数据：GMV、营收、用户、预测？
// param entity: string?  only figures of this entity, by name or alias
// param what: string?    only this measure, as in `GMV`
// param as_of: date?     the world on this day; what is not certain yet, or no longer, is marked possible
// param known_on: date?  only what sources published by this day say
// returns: entity, what, amount, amount_min, amount_max, unit, figure, date, status, modality, disputed, quote, publisher, published, url, date_min, date_max, fact
// table: entity, what, figure, date, status, modality, quote, publisher
MATCH (e:Entity)-[r:METRIC]->(m:Measure)
WHERE ($entity IS NULL OR e.name = $entity OR $entity IN e.aliases)
  AND ($what IS NULL OR toLower(r.what) = toLower($what))
// --- r on $as_of, as known on $known_on (README.md, "Time")
WITH *, size([day IN r.step_days WHERE day <= $known_on]) - 1 AS at
WHERE $known_on IS NULL OR at >= 0
WITH *,
     CASE WHEN $known_on IS NULL THEN coalesce(r.date, '') ELSE r.step_dates[at] END AS date,
     CASE WHEN $known_on IS NULL THEN coalesce(toString(r.date_min), '') ELSE r.step_min[at] END AS date_min,
     CASE WHEN $known_on IS NULL THEN coalesce(toString(r.date_max), '') ELSE r.step_max[at] END AS date_max,
     CASE WHEN $known_on IS NULL THEN coalesce(toString(r.end_min), '') ELSE r.step_end_min[at] END AS end_min,
     CASE WHEN $known_on IS NULL THEN coalesce(toString(r.end_max), '') ELSE r.step_end_max[at] END AS end_max,
     CASE WHEN $known_on IS NULL THEN r.claims[0] ELSE r.step_claims[at] END AS claim,
     $known_on IS NULL OR all(day IN r.claim_known WHERE day <> '' AND day <= $known_on) AS whole
WITH *,
     CASE WHEN $as_of IS NULL THEN 'certain'
          WHEN date_min > $as_of OR (end_max <> '' AND end_max <= $as_of) THEN 'no'
          WHEN date_max = '' OR date_max > $as_of OR (end_min + end_max <> '' AND end_min <= $as_of) THEN 'possible'
          ELSE 'certain' END AS status
WHERE status <> 'no'
// ---
OPTIONAL MATCH (c:Claim {id: claim})-[:STATED_IN]->(d:Source)
WITH *, COUNT {
  UNWIND r.conflict_claims AS id
  MATCH (:Claim {id: id})-[:STATED_IN]->(its:Source)
  WHERE toString(its.published_on) <= $known_on
} AS against
RETURN e.name AS entity,
       r.what AS what,
       CASE WHEN whole THEN r.amount END AS amount,
       CASE WHEN whole THEN r.amount_min END AS amount_min,
       CASE WHEN whole THEN r.amount_max END AS amount_max,
       CASE WHEN whole THEN r.unit END AS unit,
       c.figure AS figure,
       CASE date WHEN '' THEN null ELSE date END AS date,
       status,
       CASE WHEN $known_on IS NULL THEN r.modality ELSE c.modality END AS modality,
       r.disputed AND ($known_on IS NULL OR against > 1) AS disputed,
       c.quote AS quote,
       d.publisher AS publisher,
       toString(d.published_on) AS published,
       d.url AS url,
       CASE date_min WHEN '' THEN null ELSE date_min END AS date_min,
       CASE date_max WHEN '' THEN null ELSE date_max END AS date_max,
       r.id AS fact
ORDER BY date IS NULL, date_min, date_max, entity, what, fact
