DROP TABLE epoch;
DELETE FROM meta WHERE name = 'clock_seen';
