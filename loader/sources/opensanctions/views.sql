CREATE VIEW actors AS
SELECT _row, id, caption, schema,
       list_concat(string_split("properties.name", chr(31)), string_split("properties.alias", chr(31)),
           string_split("properties.weakAlias", chr(31)), string_split("properties.previousName", chr(31))) AS names,
       list_concat(string_split("properties.country", chr(31)), string_split("properties.nationality", chr(31)),
           string_split("properties.citizenship", chr(31)), string_split("properties.jurisdiction", chr(31))) AS countries,
       CASE schema WHEN 'Person' THEN string_split("properties.birthDate", chr(31)) END AS birth_years,
       -- The ids of other publishers under which the entity was known, as far as they are strong identifiers.
       list_concat(
           list_filter(list_transform(list_append(string_split(coalesce(referents, ''), chr(31)), id), lambda x: CASE
               WHEN regexp_full_match(x, 'ofac-[0-9]+') THEN 'ofac:' || substr(x, 6)
               WHEN regexp_full_match(x, 'eu-fsf-eu-[0-9]+-[0-9]+') THEN 'eu:EU.' || replace(substr(x, 11), '-', '.')
               WHEN regexp_full_match(x, 'unsc-[0-9]+') THEN 'un:' || substr(x, 6)
               WHEN regexp_full_match(x, 'Q[0-9]+') THEN 'wikidata:' || x
           END), lambda x: x IS NOT NULL),
           list_transform(string_split("properties.imoNumber", chr(31)), lambda x: 'imo:' || x),
           list_transform(string_split("properties.leiCode", chr(31)), lambda x: 'lei:' || x)) AS identifiers
FROM entities
WHERE schema IN ('Person', 'Company', 'Organization', 'PublicBody', 'LegalEntity', 'Vessel', 'Airplane');

-- Who is meant by the words of a list in a country; `of_ours` says that the source `authorities` has it.
CREATE VIEW known_issuers AS
SELECT * FROM (VALUES
    ('us', 'OFAC', 'us-ofac', 1, NULL),
    ('us', 'Office of Foreign Assets Control', 'us-ofac', 1, NULL),
    ('us', 'Entity List (EL) - Bureau of Industry and Security', 'us-bis', 1, NULL),
    ('us', 'Department of the Commerce - International Trade Administration', 'us-commerce-department', 1, NULL),
    ('eu', 'Council of the European Union', 'eu-council', 1, NULL),
    ('eu', 'Directorate‑General for Financial Stability, Financial Services and Capital Markets Union', 'eu-commission', 1, NULL),
    ('gb', 'Foreign, Commonwealth & Development Office', 'uk-fcdo', 1, NULL),
    ('gb', 'UK', 'uk-fcdo', 1, NULL),
    ('gb', 'The Insolvency Service', 'issuer-gb-insolvency-service', 0, 'The Insolvency Service'),
    ('au', 'Department of Foreign Affairs and Trade', 'issuer-au-dfat', 0, 'Department of Foreign Affairs and Trade (Australia)'),
    ('be', 'Federal Public Service Finance', 'issuer-be-fps-finance', 0, 'Federal Public Service Finance (Belgium)'),
    ('ca', 'Global Affairs Canada', 'issuer-ca-gac', 0, 'Global Affairs Canada'),
    ('ch', 'State Secretariat for Economic Affairs', 'issuer-ch-seco', 0, 'State Secretariat for Economic Affairs (Switzerland)'),
    ('fr', 'Direction Générale du Trésor', 'issuer-fr-tresor', 0, 'Direction générale du Trésor (France)'),
    ('jp', 'Ministry of Economy, Trade and Industry', 'issuer-jp-meti', 0, 'Ministry of Economy, Trade and Industry (Japan)'),
    ('jp', 'Ministry of Finance', 'issuer-jp-mof', 0, 'Ministry of Finance (Japan)'),
    ('mc', 'La Principauté de Monaco', 'issuer-mc-government', 0, 'Government of Monaco'),
    ('nz', 'Ministry of Foreign Affairs and Trade', 'issuer-nz-mfat', 0, 'Ministry of Foreign Affairs and Trade (New Zealand)'),
    ('ua', 'National Security and Defense Council', 'issuer-ua-nsdc', 0, 'National Security and Defense Council of Ukraine'),
    ('ua', 'ГУР МО України', 'issuer-ua-gur', 0, 'Main Directorate of Intelligence of Ukraine'),
    ('ua', 'Служба безпеки України', 'issuer-ua-sbu', 0, 'Security Service of Ukraine')
) AS t(country, authority, issuer, of_ours, name);

-- Of dates that contradict each other none is said.
CREATE VIEW sanctions AS
SELECT s._row, s.id, s.entity, s.authority, i.issuer, i.of_ours, i.name, s.country,
       replace(s.datasets, chr(31), ', ') AS said_by,
       coalesce(string_split("properties.programId", chr(31))[1], string_split("properties.program", chr(31))[1]) AS programme,
       concat(s.authority, ' lists the actor',
           ' under ' || string_split(coalesce("properties.program", "properties.programId"), chr(31))[1],
           ', as ', replace(s.datasets, chr(31), ', '), ' has it.') AS evidence,
       CASE WHEN contains(coalesce("properties.startDate", "properties.listingDate"), chr(31)) THEN NULL
           ELSE coalesce("properties.startDate", "properties.listingDate") END AS begin,
       CASE WHEN contains("properties.endDate", chr(31)) THEN NULL ELSE "properties.endDate" END AS until,
       string_split("properties.sourceUrl", chr(31))[1] AS url
FROM (SELECT *, unnest(string_split("properties.entity", chr(31))) AS entity
      FROM (SELECT *, unnest(string_split("properties.authority", chr(31))) AS authority, string_split("properties.country", chr(31))[1] AS country
            FROM entities WHERE schema = 'Sanction')) s
LEFT JOIN known_issuers i ON i.authority = s.authority AND i.country = s.country;

CREATE VIEW issuers AS
SELECT issuer, name, country, list(_row) AS _rows FROM sanctions WHERE of_ours = 0 GROUP BY ALL;

CREATE VIEW ties AS
SELECT _row, id, schema, first, second, replace(datasets, chr(31), ', ') AS said_by,
       "properties.percentage" AS percentage, replace(coalesce("properties.role", "properties.relationship"), chr(31), ', ') AS role,
       concat(replace(datasets, chr(31), ', '), ' has the tie', ': ' || replace(coalesce("properties.role", "properties.relationship"), chr(31), ', '), '.') AS evidence,
       CASE WHEN contains("properties.startDate", chr(31)) THEN NULL ELSE "properties.startDate" END AS begin,
       CASE WHEN contains("properties.endDate", chr(31)) THEN NULL ELSE "properties.endDate" END AS until
FROM (SELECT *, unnest(string_split(coalesce("properties.owner", "properties.director", "properties.person"), chr(31))) AS first
      FROM (SELECT *, unnest(string_split(coalesce("properties.asset", "properties.organization", "properties.relative"), chr(31))) AS second
            FROM entities WHERE schema IN ('Ownership', 'Directorship', 'Family')));
