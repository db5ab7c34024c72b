// name: ego
// question: What is around an entity? / 一个实体周围有什么？
// param entity: string     the entity, by name or alias
// param hops: integer = 1  how far to look, 1 to 4
// param as_of: date?       the world on this day; what is not certain yet, or no longer, is marked possible
// param known_on: date?    only what sources published by this day say
// returns: hop, subject, event, object, date, status, modality, disputed, quote, publisher, published, url, date_min, date_max, fact
// table: hop, subject, event, object, date, status, quote, publisher
MATCH (e:Entity)
WHERE e.name = $entity OR $entity IN e.aliases
// entities one, two and three facts away, as far as they are asked for
CALL (e) {
  UNWIND CASE WHEN $hops > 1 THEN [e.id] ELSE [] END AS id
  MATCH (:Entity {id: id})-[r]-(n:Entity)
  WHERE any(k IN [size([day IN r.step_days WHERE day <= $known_on]) - 1] WHERE
    ($known_on IS NULL OR k >= 0) AND ($as_of IS NULL
      OR CASE WHEN $known_on IS NULL THEN coalesce(toString(r.date_min), '') ELSE r.step_min[k] END <= $as_of
      AND CASE WHEN $known_on IS NULL THEN coalesce(toString(r.end_max), '9999') ELSE left(r.step_end_max[k] + '9999', 10) END > $as_of))
  RETURN collect(DISTINCT n.id) AS l1
}
CALL (l1) {
  UNWIND CASE WHEN $hops > 2 THEN l1 ELSE [] END AS id
  MATCH (:Entity {id: id})-[r]-(n:Entity)
  WHERE any(k IN [size([day IN r.step_days WHERE day <= $known_on]) - 1] WHERE
    ($known_on IS NULL OR k >= 0) AND ($as_of IS NULL
      OR CASE WHEN $known_on IS NULL THEN coalesce(toString(r.date_min), '') ELSE r.step_min[k] END <= $as_of
      AND CASE WHEN $known_on IS NULL THEN coalesce(toString(r.end_max), '9999') ELSE left(r.step_end_max[k] + '9999', 10) END > $as_of))
  RETURN collect(DISTINCT n.id) AS l2
}
CALL (l2) {
  UNWIND CASE WHEN $hops > 3 THEN l2 ELSE [] END AS id
  MATCH (:Entity {id: id})-[r]-(n:Entity)
  WHERE any(k IN [size([day IN r.step_days WHERE day <= $known_on]) - 1] WHERE
    ($known_on IS NULL OR k >= 0) AND ($as_of IS NULL
      OR CASE WHEN $known_on IS NULL THEN coalesce(toString(r.date_min), '') ELSE r.step_min[k] END <= $as_of
      AND CASE WHEN $known_on IS NULL THEN coalesce(toString(r.end_max), '9999') ELSE left(r.step_end_max[k] + '9999', 10) END > $as_of))
  RETURN collect(DISTINCT n.id) AS l3
}
UNWIND [{id: e.id, hop: 0}] + [id IN l1 | {id: id, hop: 1}] + [id IN l2 | {id: id, hop: 2}] + [id IN l3 | {id: id, hop: 3}] AS around
WITH around.id AS id, min(around.hop) AS near
MATCH (:Entity {id: id})-[r]-(o)
WHERE NOT o:Claim
WITH r, startNode(r) AS a, endNode(r) AS b, min(near) AS near
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
RETURN near + 1 AS hop,
       a.name AS subject,
       type(r) AS event,
       CASE WHEN b:Milestone AND type(r) <> 'RENAMED_TO' THEN null ELSE b.name END AS object,
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
ORDER BY hop, date IS NULL, date_min, date_max, subject, event, object, fact
