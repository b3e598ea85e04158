-- A digest of every entry, so that a damaged file says which rows changed, and
-- indexes for what became of a claim and for disputes. Rows of before have no
-- digest: they were written without one, and nothing is ever rewritten.

-- +goose Up
ALTER TABLE sources  ADD COLUMN sum TEXT NOT NULL DEFAULT '';
ALTER TABLE claims   ADD COLUMN sum TEXT NOT NULL DEFAULT '';
ALTER TABLE links    ADD COLUMN sum TEXT NOT NULL DEFAULT '';
ALTER TABLE notices  ADD COLUMN sum TEXT NOT NULL DEFAULT '';
ALTER TABLE disputes ADD COLUMN sum TEXT NOT NULL DEFAULT '';
CREATE INDEX links_outcome ON links (outcome);
CREATE INDEX disputes_claim ON disputes (claim);
CREATE INDEX disputes_against ON disputes (against);

-- +goose Down
DROP INDEX disputes_against;
DROP INDEX disputes_claim;
DROP INDEX links_outcome;
ALTER TABLE disputes DROP COLUMN sum;
ALTER TABLE notices  DROP COLUMN sum;
ALTER TABLE links    DROP COLUMN sum;
ALTER TABLE claims   DROP COLUMN sum;
ALTER TABLE sources  DROP COLUMN sum;
