// name: sources
// question: Which sources does the graph rest on? / 图谱依据哪些来源？
// param publisher: string?  only this publisher
// param as_of: date?        only what was out on this day; a source without a day is marked possible
// param known_on: date?     only what was published by this day
// returns: title, publisher, published, status, url, author, claims, claims_in_facts, originals, source
// table: title, publisher, published, claims, claims_in_facts, url
MATCH (d:Source)
WHERE ($publisher IS NULL OR d.publisher = $publisher)
  AND ($as_of IS NULL OR d.published_on IS NULL OR toString(d.published_on) <= $as_of)
  AND ($known_on IS NULL OR toString(d.published_on) <= $known_on)
OPTIONAL MATCH (c:Claim)-[:STATED_IN]->(d)
WITH d, count(c) AS claims, count(c.fact) AS used
RETURN d.title AS title,
       d.publisher AS publisher,
       toString(d.published_on) AS published,
       CASE WHEN $as_of IS NOT NULL AND d.published_on IS NULL THEN 'possible' ELSE 'certain' END AS status,
       d.url AS url,
       d.author AS author,
       claims,
       used AS claims_in_facts,
       coalesce(d.originals, []) AS originals,
       d.id AS source
ORDER BY published IS NULL, published, title, source
