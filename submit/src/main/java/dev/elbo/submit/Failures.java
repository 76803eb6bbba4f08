package dev.elbo.submit;

import dev.elbo.ElboException;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command, and ends it with the exit code of its kind. */
final class Failures
    implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
  private final PrintStream err;

  Failures(PrintStream err) {
    this.err = err;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    err.println(
        "elbo: Cannot read the command line: %s. %sSee %s --help."
            .formatted(reason(e), suggestion(e), command));
    return ExitCodes.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed)
      throws Exception {
    if (e instanceof ElboException known) {
      err.println("elbo: " + known.getMessage());
      return known.kind().exitCode();
    }
    throw e;
  }

  private static String reason(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      return "[%s] is no %s of %s"
          .formatted(
              word,
              word.startsWith("-") ? "option" : "verb or argument",
              e.getCommandLine().getCommandSpec().qualifiedName());
    }
    return e.getMessage()
        .replaceAll("\\.?\\s*$", "")
        .replaceAll("'([^']*)'", "[$1]")
        .replaceAll(" is not an? (int|long)$", " is not a whole number");
  }

  private static String suggestion(ParameterException e) {
    List<String> likely =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    return likely.isEmpty() ? "" : "Did you mean %s? ".formatted(String.join(" or ", likely));
  }
}
