// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.Refused;
import dev.dcmrig.ota.store.ArtifactFiles;
import dev.dcmrig.ota.store.Db;
import dev.dcmrig.ota.store.Row;
import dev.dcmrig.ota.store.Tx;
import dev.dcmrig.ota.store.Upload;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Software modules, their artifacts, and distribution sets. What an action names never changes. */
public final class Software {
  private static final int MAX_ARTIFACTS = 200;
  private static final int MAX_MODULES = 50;
  private static final int MAX_LISTED = 500;

  private final Db db;
  private final ArtifactFiles files;
  private final Clock clock;

  Software(Db db, ArtifactFiles files, Clock clock) {
    this.db = db;
    this.files = files;
    this.clock = clock;
  }

  /** Makes a module; its name, version and type together are there once. */
  public long createModule(String name, String version, String type, String vendor) {
    Names.checked("the module's name", name, 128);
    Names.checked("the module's version", version, 64);
    Names.checked("the module's type", type, 32);
    Names.text("the module's vendor", vendor, 128);
    return db.inTransaction(
        tx -> {
          if (tx.number(
                  "select count(*) from software_module where name = ? and version = ? and type ="
                      + " ?",
                  name,
                  version,
                  type)
              > 0) {
            throw new Refused(
                Refused.Reason.CONFLICT,
                "there is a module '" + name + "' " + version + " of the type '" + type + "'");
          }
          return tx.insert(
              "insert into software_module (name, version, type, vendor) values (?, ?, ?, ?)",
              name,
              version,
              type,
              vendor);
        });
  }

  /**
   * Begins to receive a file; {@link #addArtifact} makes it one of a module.
   *
   * @throws Refused if the module could not take a file of this name
   */
  public Upload receive(long moduleId, String filename) {
    Names.file(filename);
    db.change(tx -> expectRoom(tx, moduleId, filename));
    return files.begin();
  }

  /**
   * Sets files aside that belong to no artifact: the server ended between an upload and its row.
   *
   * @return how many
   */
  int setOrphansAside() {
    return db.inTransaction(
        tx ->
            files.setAsideUnknown(
                sha256 -> tx.number("select count(*) from artifact where sha256 = ?", sha256) > 0));
  }

  /** What was received and belongs to nothing is removed. */
  public void forget(Upload.Content content) {
    db.change(
        tx -> {
          if (tx.number("select count(*) from artifact where sha256 = ?", content.sha256()) == 0) {
            files.remove(content.sha256());
          }
        });
  }

  /**
   * Adds a received file to a module.
   *
   * @throws Refused if the module has a file of this name, or belongs to a set that is in use
   */
  public Artifact addArtifact(long moduleId, String filename, Upload.Content content) {
    Names.file(filename);
    return db.inTransaction(
        tx -> {
          expectRoom(tx, moduleId, filename);
          long now = clock.nowMillis();
          long id =
              tx.insert(
                  "insert into artifact (module_id, filename, size_bytes, md5, sha1, sha256,"
                      + " created_at) values (?, ?, ?, ?, ?, ?, ?)",
                  moduleId,
                  filename,
                  content.sizeBytes(),
                  content.md5(),
                  content.sha1(),
                  content.sha256(),
                  now);
          return new Artifact(
              id,
              moduleId,
              filename,
              content.sizeBytes(),
              content.md5(),
              content.sha1(),
              content.sha256(),
              now);
        });
  }

  private static void expectRoom(Tx tx, long moduleId, String filename) {
    moduleOf(tx, moduleId);
    if (tx.number("select count(*) from artifact where module_id = ?", moduleId) >= MAX_ARTIFACTS) {
      throw new Refused(
          Refused.Reason.TOO_MANY, "a module has at most " + MAX_ARTIFACTS + " artifacts");
    }
    if (tx.number(
            "select count(*) from artifact where module_id = ? and filename = ?",
            moduleId,
            filename)
        > 0) {
      throw new Refused(
          Refused.Reason.CONFLICT, "module " + moduleId + " has an artifact '" + filename + "'");
    }
    if (tx.number(
            "select count(*) from action a join set_module s on s.set_id = a.set_id"
                + " where s.module_id = ?",
            moduleId)
        > 0) {
      throw new Refused(
          Refused.Reason.CONFLICT,
          "module " + moduleId + " has been assigned: make a new version of it");
    }
  }

  /** Makes a set of modules. */
  public long createSet(String name, String version, List<Long> moduleIds) {
    Names.checked("the set's name", name, 128);
    Names.checked("the set's version", version, 64);
    if (moduleIds.isEmpty() || moduleIds.size() > MAX_MODULES) {
      throw new Refused(
          Refused.Reason.INVALID,
          "a set has 1 to " + MAX_MODULES + " modules, not " + moduleIds.size());
    }
    return db.inTransaction(
        tx -> {
          if (tx.number(
                  "select count(*) from distribution_set where name = ? and version = ?",
                  name,
                  version)
              > 0) {
            throw new Refused(Refused.Reason.CONFLICT, "there is a set '" + name + "' " + version);
          }
          long id =
              tx.insert(
                  "insert into distribution_set (name, version) values (?, ?)", name, version);
          for (long moduleId : moduleIds.stream().distinct().toList()) {
            moduleOf(tx, moduleId);
            tx.update("insert into set_module (set_id, module_id) values (?, ?)", id, moduleId);
          }
          return id;
        });
  }

  /** A module. */
  public Module module(long id) {
    return db.inTransaction(tx -> moduleOf(tx, id));
  }

  /** A set. */
  public DistributionSet set(long id) {
    return db.inTransaction(tx -> setOf(tx, id));
  }

  /** The modules from a place on, in the order of their ids; at most 500. */
  public List<Module> modules(int offset, int limit) {
    return db.inTransaction(
        tx -> {
          List<Module> found = new ArrayList<>();
          for (long id :
              tx.all(
                  row -> row.getLong(1),
                  "select id from software_module order by id limit ? offset ?",
                  Math.min(limit, MAX_LISTED),
                  offset)) {
            found.add(moduleOf(tx, id));
          }
          return found;
        });
  }

  /** The sets from a place on, in the order of their ids; at most 500. */
  public List<DistributionSet> sets(int offset, int limit) {
    return db.inTransaction(
        tx -> {
          List<DistributionSet> found = new ArrayList<>();
          for (long id :
              tx.all(
                  row -> row.getLong(1),
                  "select id from distribution_set order by id limit ? offset ?",
                  Math.min(limit, MAX_LISTED),
                  offset)) {
            found.add(setOf(tx, id));
          }
          return found;
        });
  }

  /** An artifact of a module that has ever been assigned to a target, by its name. */
  public Optional<Artifact> artifactFor(String controllerId, long moduleId, String filename) {
    return db.inTransaction(
        tx ->
            tx.first(
                Software::artifact,
                "select f.* from artifact f where f.module_id = ? and f.filename = ? and exists"
                    + " (select 1 from action a join target t on t.id = a.target_id join set_module"
                    + " s on s.set_id = a.set_id where t.controller_id = ? and s.module_id ="
                    + " f.module_id)",
                moduleId,
                filename,
                controllerId));
  }

  /** All artifacts of a module that has ever been assigned to a target; none of another. */
  public List<Artifact> artifactsFor(String controllerId, long moduleId) {
    return db.inTransaction(
        tx ->
            tx.all(
                Software::artifact,
                "select f.* from artifact f where f.module_id = ? and exists (select 1 from action"
                    + " a join target t on t.id = a.target_id join set_module s on s.set_id ="
                    + " a.set_id where t.controller_id = ? and s.module_id = f.module_id) order by"
                    + " f.id",
                moduleId,
                controllerId));
  }

  /** Where the bytes of an artifact lie. */
  public Path file(Artifact artifact) {
    return files.file(artifact.sha256());
  }

  static Module moduleOf(Tx tx, long id) {
    List<Artifact> artifacts =
        tx.all(Software::artifact, "select * from artifact where module_id = ? order by id", id);
    return tx.first(
            row ->
                new Module(
                    id,
                    row.getText("name"),
                    row.getText("version"),
                    row.getText("type"),
                    row.getText("vendor"),
                    artifacts),
            "select * from software_module where id = ?",
            id)
        .orElseThrow(
            () -> new Refused(Refused.Reason.UNKNOWN, "there is no software module " + id));
  }

  static DistributionSet setOf(Tx tx, long id) {
    List<Module> modules = new ArrayList<>();
    for (long moduleId :
        tx.all(
            row -> row.getLong(1),
            "select module_id from set_module where set_id = ? order by module_id",
            id)) {
      modules.add(moduleOf(tx, moduleId));
    }
    return tx.first(
            row -> new DistributionSet(id, row.getText("name"), row.getText("version"), modules),
            "select * from distribution_set where id = ?",
            id)
        .orElseThrow(
            () -> new Refused(Refused.Reason.UNKNOWN, "there is no distribution set " + id));
  }

  private static Artifact artifact(Row row) throws SQLException {
    return new Artifact(
        row.getLong("id"),
        row.getLong("module_id"),
        row.getText("filename"),
        row.getLong("size_bytes"),
        row.getText("md5"),
        row.getText("sha1"),
        row.getText("sha256"),
        row.getLong("created_at"));
  }
}
