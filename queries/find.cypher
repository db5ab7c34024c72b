// name: find
// question: Which entities have this in their name? / 哪些实体的名称含有这几个字？
// param text: string     part of a name, alias or stock code, in any case
// param type: string?    only this label, as in `Company`
// param as_of: date?     only entities that a fact of this day names
// param known_on: date?  only entities that sources published by this day name
// returns: name, type, status, aliases, tickers, sector, registered, facts, id
// table: name, type, aliases, tickers, sector, facts
MATCH (e:Entity)
WHERE any(n IN [e.name] + coalesce(e.aliases, []) + coalesce(e.tickers, []) WHERE toLower(n) CONTAINS toLower($text))
  AND ($type IS NULL OR $type IN labels(e))
OPTIONAL MATCH (e)-[r]-()
WHERE ($known_on IS NULL OR r.step_days[0] <= $known_on)
  AND ($as_of IS NULL OR r.date_min IS NULL OR toString(r.date_min) <= $as_of)
WITH e, count(r) AS facts, sum(CASE WHEN toString(r.date_max) <= $as_of THEN 1 ELSE 0 END) AS sure
WHERE facts > 0 OR ($as_of IS NULL AND $known_on IS NULL)
RETURN e.name AS name,
       [l IN labels(e) WHERE l <> 'Entity'][0] AS type,
       CASE WHEN $as_of IS NULL OR sure > 0 THEN 'certain' ELSE 'possible' END AS status,
       coalesce(e.aliases, []) AS aliases,
       coalesce(e.tickers, []) AS tickers,
       e.sector AS sector,
       coalesce(e.registered, false) AS registered,
       facts,
       e.id AS id
ORDER BY facts DESC, name, id
