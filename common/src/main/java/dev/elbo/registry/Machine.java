package dev.elbo.registry;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who and where this process is. */
final class Machine {
  private Machine() {}

  static String user() {
    return System.getProperty("user.name", "");
  }

  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
