-- A name with an asterisk is a movement's or an organisation's, as is one of `areas`; any other is a state's, in some years another's.
CREATE VIEW named AS
SELECT d.*, coalesce(s.state, Supplier) AS supplier_name, coalesce(r.state, Recipient) AS recipient_name,
       CASE WHEN Supplier LIKE '%*' OR Supplier IN (SELECT name FROM areas) THEN 'other' ELSE 'state' END AS supplier_is,
       CASE WHEN Recipient LIKE '%*' OR Recipient IN (SELECT name FROM areas) THEN 'other' ELSE 'state' END AS recipient_is
FROM deals d
LEFT JOIN names s ON s.name = Supplier AND "Year of order" BETWEEN s.first AND s.last
LEFT JOIN names r ON r.name = Recipient AND "Year of order" BETWEEN r.first AND r.last;

-- A deal without deliveries is announced; a question mark in any of the three columns makes it less sure.
CREATE VIEW transfers AS
SELECT _row, supplier_name AS supplier, recipient_name AS recipient, supplier_is, recipient_is,
       "Weapon designation" AS designation, "Weapon description" AS description,
       coalesce("Year of order", 'in a year that is not said') AS ordered_in,
       row_number() OVER (PARTITION BY Supplier, Recipient, "Weapon designation", "Weapon description", "Year of order" ORDER BY _row) AS nth,
       "Number delivered" AS delivered,
       "Year(s) of delivery"[1:4] AS first, "Year(s) of delivery"[-4:] AS last,
       CASE WHEN "Year(s) of delivery" IS NULL THEN 'announced' ELSE 'asserted' END AS stance,
       CASE WHEN coalesce("column 4", "column 6", "column 10") IS NULL THEN 0.9 ELSE 0.6 END AS confidence,
       concat(supplier_name, CASE WHEN "Year(s) of delivery" IS NULL THEN ' is to supply ' ELSE ' supplies ' END,
              "Number delivered" || CASE WHEN "Number ordered" <> "Number delivered" THEN ' of ' || "Number ordered" ELSE '' END || ' ',
              CASE WHEN "Number delivered" IS NULL THEN "Number ordered" || ' ' END,
              "Weapon designation", ' (', "Weapon description", ') to ', recipient_name, ', ordered ' || "Year of order",
              coalesce(', delivered ' || replace("Year(s) of delivery", ';', ','), ', no delivery known'), '; ' || lower(status), '.',
              CASE WHEN coalesce("column 4", "column 6", "column 10") IS NOT NULL THEN ' Uncertain: ' || concat_ws(', ',
                  CASE WHEN "column 4" IS NOT NULL THEN 'the year of order' END, CASE WHEN "column 6" IS NOT NULL THEN 'the number ordered' END,
                  CASE WHEN "column 10" IS NOT NULL THEN 'the number delivered' END) || '.' END,
              ' ' || Comments || '.') AS words
FROM named;

CREATE VIEW others AS
SELECT name, coalesce(any_value(kind), 'organization') AS kind, regexp_extract(name, '\(([^()]+)\)', 1) AS country, list(_row) AS _rows
FROM (SELECT Supplier AS name, _row FROM named WHERE supplier_is = 'other' UNION ALL SELECT Recipient, _row FROM named WHERE recipient_is = 'other')
LEFT JOIN areas USING (name)
GROUP BY name;
