// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.cli.fleet.FleetCommand;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.RigVersion;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code rig}: the commands below it do the work. */
@Command(
    name = "rig",
    description = {
      "Drives a DCM through its CAN, network and electrical faces, and judges what comes back.",
      ""
    },
    versionProvider = RigCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  rig run                           every scenario on the emulated bench",
      "  rig run --tags @SOS-04 --seed 7   the scenarios of one requirement, reproducibly",
      "  rig list requirements             what there is to show, and which scenarios show it",
      "  rig COMMAND --help                more about a command",
      "",
      "Exit codes: 0 all passed, 1 a requirement failed, 2 wrong usage or configuration,",
      "3 the bench broke, or something was not shown (error, inconclusive, not verified, a"
          + " scenario",
      "that did not run), 4 a scenario was flaky and nothing else was wrong, 130 interrupted."
    })
public final class RigCommand implements Runnable {

  /** Columns of a help text; examples stay on their lines. */
  private static final int HELP_WIDTH = 100;

  /** Its script tells of all the others. */
  private static final String COMPLETION = "completion";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it.
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows the version.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it.
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Shows the stack trace of what went wrong.")
  private boolean debug;

  private final Console console;

  RigCommand(Console console) {
    this.console = console;
  }

  Console console() {
    return console;
  }

  boolean debug() {
    return debug;
  }

  /** Runs a command line to its exit code. */
  public static ExitCode execute(Console console, String... arguments) {
    RigCommand rig = new RigCommand(console);
    CommandLine line = new CommandLine(rig);
    addCommands(line, rig, arguments);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(HELP_WIDTH);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(console.ansi()));
    line.setParameterExceptionHandler((wrong, given) -> rig.wrongUsage(wrong));
    line.setExecutionExceptionHandler((thrown, command, parsed) -> rig.thrown(thrown));
    line.setExitCodeExceptionMapper(thrown -> ExitCode.BENCH_BROKE.number());
    int number;
    try {
      number = line.execute(arguments);
    } catch (Throwable broken) {
      // Errors, which picocli lets through: no memory, no stack, a class that can't be loaded.
      number = rig.thrown(broken);
    }
    for (ExitCode code : ExitCode.values()) {
      if (code.number() == number) {
        return code;
      }
    }
    throw new IllegalStateException("a command ended with the unknown exit code " + number);
  }

  /**
   * Makes the one command that the arguments name, or all of them where none is named: for help,
   * for a suggestion, and for the completion script. Picocli takes a command apart by reflection;
   * all of them together cost a tenth of a short run.
   */
  private static void addCommands(CommandLine line, RigCommand rig, String... arguments) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("run", () -> new RunCommand(rig));
    commands.put("list", () -> ListCommand.line(rig));
    commands.put("check", () -> new CheckCommand(rig));
    commands.put("requirements", () -> RequirementsCommand.line(rig));
    commands.put("can", () -> CanCommand.line(rig));
    commands.put("uds", () -> UdsCommand.line(rig));
    commands.put("msd", () -> MsdCommand.line(rig));
    commands.put("dbc", () -> DbcCommand.line(rig));
    commands.put("trace", () -> TraceCommand.line(rig));
    commands.put("report", () -> ReportCommand.line(rig));
    commands.put("verify", () -> new VerifyCommand(rig));
    commands.put("replay", () -> new ReplayRunCommand(rig));
    commands.put("judge", () -> new JudgeCommand(rig));
    commands.put("qualify", () -> new QualifyCommand(rig));
    commands.put("dcm", () -> DcmCommand.line(rig));
    commands.put("ota", () -> OtaCommand.line(rig));
    commands.put("sim", () -> SimCommand.line(rig));
    commands.put("fleet", () -> FleetCommand.line(rig.console()));
    commands.put(COMPLETION, () -> new CompletionCommand(rig));
    String first =
        Arrays.stream(arguments).filter(word -> !word.startsWith("-")).findFirst().orElse("");
    if (commands.containsKey(first) && !first.equals(COMPLETION)) {
      commands.keySet().retainAll(Set.of(first));
    }
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private int wrongUsage(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    console.problem("rig: " + WrongUsage.sentence(wrong));
    console.problem(
        WrongUsage.near(wrong).map(word -> "Did you mean '" + word + "'? ").orElse("")
            + "Try '"
            + command.getCommandSpec().qualifiedName()
            + " --help'.");
    return ExitCode.USAGE.number();
  }

  /** Says what went wrong in a sentence; the trace is for {@code --debug}. */
  private int thrown(Throwable thrown) {
    Breakage breakage = Breakage.of(thrown);
    console.problem(breakage.sentence());
    if (debug) {
      thrown.printStackTrace(console.err());
    }
    return breakage.code().number();
  }

  /** The version that the build wrote. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"DCM Rig " + number()};
    }

    static String number() {
      return RigVersion.number();
    }
  }
}
