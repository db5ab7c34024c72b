// name: product_history
// question: What was the life of a product: launched, renamed, folded, closed, with all dates and the gaps between? / 一个产品的来龙去脉：推出、更名、并入、停止运营，各在何时，相隔多久？
// param product: string  the product, by name or alias; what it grew out of and what it became are told too
// param as_of: date?     the world on this day; what is not certain yet, or no longer, is marked possible
// param known_on: date?  only what sources published by this day say
// returns: product, event, subject, object, days_since_min, days_since_max, date, status, modality, disputed, quote, publisher, published, url, date_min, date_max, fact
// table: date, event, subject, object, days_since_min, days_since_max, status, quote, publisher
MATCH (p:Entity)
WHERE p.name = $product OR $product IN p.aliases
CALL (p) {
  MATCH way = (p)-[:MERGED_INTO|RENAMED_TO*0..6]->(q:Entity)
  RETURN q, relationships(way) AS steps
  UNION
  MATCH way = (q:Entity)-[:MERGED_INTO|RENAMED_TO*1..6]->(p)
  RETURN q, relationships(way) AS steps
}
WITH p, q, steps
WHERE all(x IN steps WHERE ($known_on IS NULL OR x.step_days[0] <= $known_on)
                       AND ($as_of IS NULL OR x.date_min IS NULL OR toString(x.date_min) <= $as_of))
WITH DISTINCT p, q
MATCH (q)-[r:FOUNDED|LAUNCHED|ACQUIRED|RENAMED_TO|MERGED_INTO|LISTED|SHUT_DOWN]-(o)
WHERE (startNode(r) = q AND NOT type(r) IN ['LAUNCHED', 'ACQUIRED'])
   OR (endNode(r) = q AND (type(r) IN ['LAUNCHED', 'ACQUIRED'] OR q = p AND type(r) <> 'FOUNDED'))
WITH DISTINCT p, r, startNode(r) AS a, endNode(r) AS b
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
WITH p, {
  event: type(r), subject: a.name, object: CASE WHEN b:Milestone AND type(r) <> 'RENAMED_TO' THEN null ELSE b.name END,
  date: date, date_min: date_min, date_max: date_max, status: status, fact: r.id,
  modality: CASE WHEN $known_on IS NULL THEN r.modality ELSE c.modality END,
  disputed: r.disputed AND ($known_on IS NULL OR against > 1),
  quote: c.quote, publisher: d.publisher, published: toString(d.published_on), url: d.url
} AS e
ORDER BY e.date = '', e.date_min, e.date_max, e.event, e.subject, e.object, e.fact
WITH p, collect(e) AS events
UNWIND range(0, size(events) - 1) AS i
WITH p, i, events[i] AS e, CASE WHEN i > 0 THEN events[i - 1] ELSE events[i] END AS before
WITH p, i, e, before,
     i > 0 AND e.date <> '' AND before.date <> ''
       AND none(day IN [before.date_min, before.date_max, e.date_min, e.date_max] WHERE day = '') AS dated
WITH p, i, e,
     CASE WHEN dated THEN duration.inDays(date(before.date_max), date(e.date_min)).days END AS least,
     CASE WHEN dated THEN duration.inDays(date(before.date_min), date(e.date_max)).days END AS most
RETURN p.name AS product,
       e.event AS event,
       e.subject AS subject,
       e.object AS object,
       CASE WHEN least < 0 THEN 0 ELSE least END AS days_since_min,
       most AS days_since_max,
       CASE e.date WHEN '' THEN null ELSE e.date END AS date,
       e.status AS status,
       e.modality AS modality,
       e.disputed AS disputed,
       e.quote AS quote,
       e.publisher AS publisher,
       e.published AS published,
       e.url AS url,
       CASE e.date_min WHEN '' THEN null ELSE e.date_min END AS date_min,
       CASE e.date_max WHEN '' THEN null ELSE e.date_max END AS date_max,
       e.fact AS fact
ORDER BY product, p.id, i
