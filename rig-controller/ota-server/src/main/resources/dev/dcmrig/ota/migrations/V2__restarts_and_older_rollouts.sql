-- SPDX-License-Identifier: Apache-2.0
-- Actions with greater ids are newer than the rollout's start; nothing is known of one that began before this column.
alter table rollout add column begun_after bigint;

-- When the server was last known to run: while it did not, nobody could be heard.
create table server_life (
  id integer primary key,
  alive_at bigint not null
);
