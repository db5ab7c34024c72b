// name: alive_on
// question: Which products were alive on a day? / 某一天有哪些产品在运营？
// param date: date                the day asked about
// param unknown: boolean = false  also products whose beginning no source dates, as possible
// param as_of: date?              only what had happened by this day (a closing after it is not seen)
// param known_on: date?           only what sources published by this day say
// returns: product, type, status, owners, begun, ended
MATCH (p:Entity)
WITH p, EXISTS { MATCH (:Entity)-[:LAUNCHED]->(p) } AS launched
WHERE p:Product OR launched
MATCH (p)-[r]-(o)
WHERE NOT o:Claim
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
WITH p,
     CASE WHEN type(r) IN ['SHUT_DOWN', 'MERGED_INTO', 'RENAMED_TO'] AND startNode(r) = p THEN 'end'
          WHEN type(r) IN ['LAUNCHED', 'RENAMED_TO'] AND endNode(r) = p
            OR type(r) = 'FOUNDED' AND startNode(r) = p THEN 'begin'
          WHEN type(r) = 'METRIC' THEN 'none'
          ELSE 'seen' END AS kind,
     CASE WHEN type(r) IN ['LAUNCHED', 'OPERATES'] AND endNode(r) = p THEN startNode(r).name END AS owner,
     date, date_min, date_max
WITH p, owner, date, date_min, date_max, kind
ORDER BY date_min, date_max, kind, owner
WITH p,
     collect(DISTINCT owner) AS owners,
     collect({kind: kind, date: date, lo: date_min, hi: date_max}) AS facts,
     collect(DISTINCT CASE WHEN kind = 'begin' AND date <> '' THEN date END) AS begun_dates,
     collect(DISTINCT CASE WHEN kind = 'end' AND date <> '' THEN date END) AS end_dates
WITH p, owners, begun_dates, end_dates,
     [f IN facts WHERE f.kind = 'begin' AND f.date <> ''] AS begins,
     [f IN facts WHERE f.kind = 'end'] AS ends,
     [f IN facts WHERE f.kind <> 'none' AND f.hi <> '' AND f.hi <= $date] AS seen
WITH p, owners, begun_dates, end_dates,
     CASE WHEN size(begins) = 0 AND size(seen) > 0 THEN 'certain'
          WHEN size(begins) = 0 THEN 'unknown'
          WHEN all(f IN begins WHERE f.hi <> '' AND f.hi <= $date) THEN 'certain'
          WHEN any(f IN begins WHERE f.lo <= $date) THEN 'possible'
          ELSE 'no' END AS begun,
     CASE WHEN any(f IN ends WHERE f.hi <> '' AND f.hi <= $date
                               AND none(b IN begins WHERE b.lo > f.hi AND b.lo <= $date)) THEN 'certain'
          WHEN any(f IN ends WHERE f.lo <= $date AND (f.hi = '' OR f.hi > $date)) THEN 'possible'
          ELSE 'no' END AS ended
WHERE begun <> 'no' AND ended <> 'certain' AND ($unknown OR begun <> 'unknown')
RETURN p.name AS product,
       [l IN labels(p) WHERE l <> 'Entity'][0] AS type,
       CASE WHEN begun = 'certain' AND ended = 'no' THEN 'certain' ELSE 'possible' END AS status,
       owners,
       begun_dates AS begun,
       end_dates AS ended
ORDER BY status, product, p.id
