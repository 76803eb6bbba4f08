package dev.elbo.job.data;

import dev.elbo.ElboException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A table of a database, or what a query of it gives, read by JDBC. */
final class DatabaseTable {
  /** How the SQL state of a lost or refused connection begins (ISO 9075, class 08). */
  private static final String CONNECTION = "08";

  private DatabaseTable() {}

  /**
   * Connects and reads the schema.
   *
   * @param options of Spark's reader, url among them
   * @param table its name, or a query in parentheses with a name behind
   * @throws ElboException (environment) if the database does not answer, (data) if it refuses
   */
  static Dataset<Row> open(
      SparkSession spark, Map<String, String> options, String table, String setting) {
    try {
      return spark.read().format("jdbc").options(options).option("dbtable", table).load();
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw refused(table, setting, e);
    }
  }

  private static ElboException refused(String table, String setting, Exception e) {
    Throwable root = ReadFailure.root(e);
    String reason = ReadFailure.firstLine(root);
    String said = "Cannot read the table [%s] of the database: [%s]. ".formatted(table, reason);
    if (root instanceof ClassNotFoundException || reason.contains("No suitable driver")) {
      return ElboException.environment(
          said
              + "Give Spark the jar of the driver with --conf spark.jars=FILE, and check elbo.data.options.url.",
          e);
    }
    return isConnection(root)
        ? ElboException.environment(
            said + "Check elbo.data.options.url, and that the database answers.", e)
        : ElboException.data(said + "Check %s and elbo.data.options.".formatted(setting), e);
  }

  private static boolean isConnection(Throwable root) {
    boolean lost =
        root instanceof SQLException sql
            && String.valueOf(sql.getSQLState()).startsWith(CONNECTION);
    return lost || root instanceof SocketException || root instanceof UnknownHostException;
  }
}
