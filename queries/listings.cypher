// name: listings
// question: Which companies went public, where and when? / 哪些公司上市了，在哪里，何时？
// param company: string?  only this company, by name or alias
// param as_of: date?      the world on this day; what is not certain yet, or no longer, is marked possible
// param known_on: date?   only what sources published by this day say
// returns: company, exchange, date, status, modality, disputed, quote, publisher, published, url, date_min, date_max, fact
// table: company, exchange, date, status, quote, publisher
MATCH (e:Entity)-[r:LISTED]->(x)
WHERE $company IS NULL OR e.name = $company OR $company IN e.aliases
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
RETURN e.name AS company,
       CASE WHEN x:Exchange THEN x.name END AS exchange,
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
ORDER BY date IS NULL, date_min, date_max, company, exchange, fact
