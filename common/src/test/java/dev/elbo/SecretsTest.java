package dev.elbo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Cannot read [s3a://id:hush@bucket/rows]: gone. Look.    | Cannot read [s3a://[redacted]@bucket/rows]: gone. Look.
          Cannot read [t]: [no jdbc:x://h?user=u&password=hush].  | Cannot read [t]: [no jdbc:x://h?user=u&password=[redacted]].
          Cannot read [t]: [bad login, pwd=hush]. Check the url.  | Cannot read [t]: [bad login, pwd=[redacted]]. Check the url.
          Failed for jdbc:x;password=hush: why                    | Failed for jdbc:x;password=[redacted]: why
          [jdbc:oracle:thin:u/hush@h:1:d] does not answer         | [jdbc:oracle:thin:[redacted]@h:1:d] does not answer
          fs.s3a.secret.key = hush, fs.s3a.access.key=hush        | fs.s3a.secret.key = [redacted], fs.s3a.access.key=[redacted]
          """)
  void aMessageKeepsAllButTheSecretsThatItQuotes(String message, String shown) {
    assertThat(Secrets.redact(message)).isEqualTo(shown);
    assertThat(Secrets.redact(shown)).as("once more").isEqualTo(shown);
    assertThat(ElboException.data(message)).hasMessage(shown);
  }

  @Test
  void aMessageWithoutSecretsIsLeftAsItIs() {
    String message =
        "Cannot read [/a/b.csv]: row 3 has [a=1; b=x@y]. Mend it, or set elbo.data.options.password.";
    assertThat(Secrets.redact(message)).isEqualTo(message);
  }
}
