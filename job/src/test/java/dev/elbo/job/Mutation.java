package dev.elbo.job;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a bad disk, a bad programmer or an enemy does to the bytes of a file. */
enum Mutation {
  BIT {
    @Override
    byte[] apply(byte[] file, Random random) {
      byte[] bytes = file.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      return bytes;
    }
  },
  EXTREME_BYTE {
    @Override
    byte[] apply(byte[] file, Random random) {
      byte[] bytes = file.clone();
      bytes[random.nextInt(bytes.length)] = (byte) pick(random, 0, 0x7f, 0x80, 0xff, '\n', '"');
      return bytes;
    }
  },
  EXTREME_NUMBER {
    @Override
    byte[] apply(byte[] file, Random random) {
      if (file.length < Integer.BYTES) {
        return BIT.apply(file, random);
      }
      byte[] bytes = file.clone();
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      buffer.order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      int at = random.nextInt(bytes.length - Integer.BYTES + 1);
      buffer.putInt(at, pick(random, -1, 0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30));
      return bytes;
    }
  },
  CUT {
    @Override
    byte[] apply(byte[] file, Random random) {
      return Arrays.copyOf(file, random.nextInt(file.length));
    }
  },
  HOLE {
    @Override
    byte[] apply(byte[] file, Random random) {
      int from = random.nextInt(file.length);
      int to = from + 1 + random.nextInt(Math.min(64, file.length - from));
      return splice(file, from, to, new byte[0]);
    }
  },
  REPEAT {
    @Override
    byte[] apply(byte[] file, Random random) {
      int from = random.nextInt(file.length);
      int to = from + 1 + random.nextInt(Math.min(64, file.length - from));
      return splice(file, to, to, Arrays.copyOfRange(file, from, to));
    }
  },
  NOISE {
    @Override
    byte[] apply(byte[] file, Random random) {
      byte[] noise = new byte[1 + random.nextInt(40)];
      random.nextBytes(noise);
      int at = random.nextInt(file.length + 1);
      return splice(file, at, at, noise);
    }
  },
  TAIL {
    @Override
    byte[] apply(byte[] file, Random random) {
      byte[] noise = new byte[1 + random.nextInt(400)];
      random.nextBytes(noise);
      return splice(file, file.length, file.length, noise);
    }
  },
  NUMBER_IN_TEXT {
    @Override
    byte[] apply(byte[] file, Random random) {
      return replace(file, random, NUMBER, NUMBERS);
    }
  },
  WORD_IN_TEXT {
    @Override
    byte[] apply(byte[] file, Random random) {
      return replace(file, random, WORD, WORDS);
    }
  },
  NEST {
    @Override
    byte[] apply(byte[] file, Random random) {
      int at = random.nextInt(file.length + 1);
      String deep = (random.nextBoolean() ? "[" : "{\"a\":").repeat(20_000);
      return splice(file, at, at, deep.getBytes(StandardCharsets.US_ASCII));
    }
  };

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_-]{2,}");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "2147483647",
          "2147483648",
          "-9223372036854775808",
          "1e308",
          "1e999",
          "NaN",
          "Infinity",
          "0.5",
          "\"\"",
          "null",
          "[]",
          "{}",
          "true",
          "9".repeat(3000),
          "1073741824");
  private static final List<String> WORDS =
      List.of(
          "",
          "null",
          "x".repeat(5000),
          "../../../../tmp/x",
          "<script>",
          "\u0000",
          "\ud83d\ude00",
          "${jndi:ldap://x}",
          "%s%n",
          "true",
          "file:///dev/zero",
          "'; DROP TABLE",
          "\\",
          "\"");

  /** The file after it; never the file itself by intent, though a byte may have been so already. */
  abstract byte[] apply(byte[] file, Random random);

  private static int pick(Random random, int... of) {
    return of[random.nextInt(of.length)];
  }

  private static byte[] splice(byte[] file, int from, int to, byte[] middle) {
    ByteBuffer all = ByteBuffer.allocate(file.length - (to - from) + middle.length);
    return all.put(file, 0, from).put(middle).put(file, to, file.length - to).array();
  }

  /** Latin-1 keeps every byte that is not replaced. */
  private static byte[] replace(byte[] file, Random random, Pattern what, List<String> by) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    List<MatchResult> found = what.matcher(text).results().toList();
    if (found.isEmpty()) {
      return BIT.apply(file, random);
    }
    MatchResult one = found.get(random.nextInt(found.size()));
    byte[] word = by.get(random.nextInt(by.size())).getBytes(StandardCharsets.UTF_8);
    return splice(file, one.start(), one.end(), word);
  }
}
