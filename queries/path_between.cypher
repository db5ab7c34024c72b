// name: path_between
// question: How are two entities connected, by the fewest facts? / 两个实体之间最近的联系是什么？
// param a: string        one entity, by name or alias
// param b: string        the other
// param as_of: date?     the world on this day; what is not certain yet, or no longer, is marked possible
// param known_on: date?  only what sources published by this day say
// returns: step, from_name, to_name, event, subject, object, date, status, modality, disputed, quote, publisher, published, url, date_min, date_max, fact
// table: step, subject, event, object, date, status, quote, publisher
MATCH (a:Entity)
WHERE a.name = $a OR $a IN a.aliases
MATCH (b:Entity)
WHERE (b.name = $b OR $b IN b.aliases) AND b <> a
// what is one, two … six facts away, each entity with one that leads to it; nothing more once the other is found
CALL (a) {
  WITH a AS m
  MATCH (m)-[r]-(n:Entity)
  WHERE any(k IN [size([day IN r.step_days WHERE day <= $known_on]) - 1] WHERE
    ($known_on IS NULL OR k >= 0) AND ($as_of IS NULL
      OR CASE WHEN $known_on IS NULL THEN coalesce(toString(r.date_min), '') ELSE r.step_min[k] END <= $as_of
      AND CASE WHEN $known_on IS NULL THEN coalesce(toString(r.end_max), '9999') ELSE left(r.step_end_max[k] + '9999', 10) END > $as_of))
  WITH n.id AS id, min(m.id) AS before
  RETURN collect({id: id, before: before}) AS l1
}
CALL (b, l1) {
  UNWIND CASE WHEN any(e IN l1 WHERE e.id = b.id) THEN [] ELSE [e IN l1 | e.id] END AS id
  MATCH (m:Entity {id: id})
  MATCH (m)-[r]-(n:Entity)
  WHERE any(k IN [size([day IN r.step_days WHERE day <= $known_on]) - 1] WHERE
    ($known_on IS NULL OR k >= 0) AND ($as_of IS NULL
      OR CASE WHEN $known_on IS NULL THEN coalesce(toString(r.date_min), '') ELSE r.step_min[k] END <= $as_of
      AND CASE WHEN $known_on IS NULL THEN coalesce(toString(r.end_max), '9999') ELSE left(r.step_end_max[k] + '9999', 10) END > $as_of))
  WITH n.id AS id, min(m.id) AS before
  RETURN collect({id: id, before: before}) AS l2
}
CALL (b, l2) {
  UNWIND CASE WHEN any(e IN l2 WHERE e.id = b.id) THEN [] ELSE [e IN l2 | e.id] END AS id
  MATCH (m:Entity {id: id})
  MATCH (m)-[r]-(n:Entity)
  WHERE any(k IN [size([day IN r.step_days WHERE day <= $known_on]) - 1] WHERE
    ($known_on IS NULL OR k >= 0) AND ($as_of IS NULL
      OR CASE WHEN $known_on IS NULL THEN coalesce(toString(r.date_min), '') ELSE r.step_min[k] END <= $as_of
      AND CASE WHEN $known_on IS NULL THEN coalesce(toString(r.end_max), '9999') ELSE left(r.step_end_max[k] + '9999', 10) END > $as_of))
  WITH n.id AS id, min(m.id) AS before
  RETURN collect({id: id, before: before}) AS l3
}
CALL (b, l3) {
  UNWIND CASE WHEN any(e IN l3 WHERE e.id = b.id) THEN [] ELSE [e IN l3 | e.id] END AS id
  MATCH (m:Entity {id: id})
  MATCH (m)-[r]-(n:Entity)
  WHERE any(k IN [size([day IN r.step_days WHERE day <= $known_on]) - 1] WHERE
    ($known_on IS NULL OR k >= 0) AND ($as_of IS NULL
      OR CASE WHEN $known_on IS NULL THEN coalesce(toString(r.date_min), '') ELSE r.step_min[k] END <= $as_of
      AND CASE WHEN $known_on IS NULL THEN coalesce(toString(r.end_max), '9999') ELSE left(r.step_end_max[k] + '9999', 10) END > $as_of))
  WITH n.id AS id, min(m.id) AS before
  RETURN collect({id: id, before: before}) AS l4
}
CALL (b, l4) {
  UNWIND CASE WHEN any(e IN l4 WHERE e.id = b.id) THEN [] ELSE [e IN l4 | e.id] END AS id
  MATCH (m:Entity {id: id})
  MATCH (m)-[r]-(n:Entity)
  WHERE any(k IN [size([day IN r.step_days WHERE day <= $known_on]) - 1] WHERE
    ($known_on IS NULL OR k >= 0) AND ($as_of IS NULL
      OR CASE WHEN $known_on IS NULL THEN coalesce(toString(r.date_min), '') ELSE r.step_min[k] END <= $as_of
      AND CASE WHEN $known_on IS NULL THEN coalesce(toString(r.end_max), '9999') ELSE left(r.step_end_max[k] + '9999', 10) END > $as_of))
  WITH n.id AS id, min(m.id) AS before
  RETURN collect({id: id, before: before}) AS l5
}
CALL (b, l5) {
  UNWIND CASE WHEN any(e IN l5 WHERE e.id = b.id) THEN [] ELSE [e IN l5 | e.id] END AS id
  MATCH (m:Entity {id: id})
  MATCH (m)-[r]-(n:Entity)
  WHERE any(k IN [size([day IN r.step_days WHERE day <= $known_on]) - 1] WHERE
    ($known_on IS NULL OR k >= 0) AND ($as_of IS NULL
      OR CASE WHEN $known_on IS NULL THEN coalesce(toString(r.date_min), '') ELSE r.step_min[k] END <= $as_of
      AND CASE WHEN $known_on IS NULL THEN coalesce(toString(r.end_max), '9999') ELSE left(r.step_end_max[k] + '9999', 10) END > $as_of))
  WITH n.id AS id, min(m.id) AS before
  RETURN collect({id: id, before: before}) AS l6
}
WITH a, b, [l1, l2, l3, l4, l5, l6] AS layers
WITH a, b, layers, [k IN range(0, 5) WHERE any(e IN layers[k] WHERE e.id = b.id)] AS met
WHERE size(met) > 0
WITH a, b, layers, met[0] AS last
ORDER BY last, a.id, b.id
LIMIT 1
// back from the other, layer by layer
WITH reduce(way = [b.id], k IN range(last, 0, -1) | [e IN layers[k] WHERE e.id = way[0] | e.before] + way) AS way
UNWIND range(1, size(way) - 1) AS step
MATCH (u:Entity {id: way[step - 1]})
MATCH (v:Entity {id: way[step]})
MATCH (u)-[r]-(v)
WITH step, u, v, r, startNode(r) AS s, endNode(r) AS o
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
RETURN step,
       u.name AS from_name,
       v.name AS to_name,
       type(r) AS event,
       s.name AS subject,
       o.name AS object,
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
ORDER BY step, date IS NULL, date_min, date_max, event, fact
