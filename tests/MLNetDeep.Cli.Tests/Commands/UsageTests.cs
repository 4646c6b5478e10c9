namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>What is wrong on the command line itself: exit code 2 and one line.</summary>
[TestClass]
public class UsageTests
{
    private static readonly string[] _train = ["train", "--data", Repository.Digits, "--label", "Label", "--out", "model.zip", "--arch", "cnn"];

    [TestMethod]
    public void Help_is_no_error()
    {
        CommandLineRun run = CommandLineRun.Of("train", "--help").ShouldSucceed();
        foreach (string option in new[] { "--data", "--test", "--task", "--label", "--image", "--features", "--text", "--arch", "--set", "--seed", "--max-epochs", "--validation", "--checkpoint", "--out", "--json", "--separator", "--verbose" })
            StringAssert.Contains(run.Output, option);
    }

    [TestMethod]
    public void A_missing_option_is_named() =>
        CommandLineRun.Of("train", "--data", "x.csv").ShouldFail(2, "--out");

    [TestMethod]
    public void An_unknown_command_is_named() => CommandLineRun.Of("trian").ShouldFail(2, "trian");

    [TestMethod]
    public void No_command_at_all_is_wrong_usage() => Assert.AreEqual(2, CommandLineRun.Of().ExitCode);

    [TestMethod]
    [DataRow("MaxEpoch=3", "has no option 'MaxEpoch'. Valid: ")]
    [DataRow("MaxEpochs=three", "MaxEpochs must be")]
    [DataRow("MaxEpochs=0", "MaxEpochs must be at least 1, but was 0.")]
    [DataRow("MaxEpochs", "--set wants Option=Value")]
    public void A_wrong_setting_is_explained(string setting, string expected) =>
        CommandLineRun.Of([.. _train, "--set", setting]).ShouldFail(2, expected);

    [TestMethod]
    public void All_faults_of_options_are_told_at_once()
    {
        CommandLineRun run = CommandLineRun.Of([.. _train, "--set", "BatchSize=-1", "LearningRate=abc", "--set", "Nope=1", "--max-epochs", "0"]);
        foreach (string fault in new[] { "MaxEpochs must be at least 1, but was 0.", "BatchSize must be at least 1", "LearningRate must be a number with a decimal point", "has no option 'Nope'" })
            run.ShouldFail(2, fault);
    }

    [TestMethod]
    [DataRow("--task", "ranking", "Tasks are multiclass, binary, multilabel, regression.")]
    [DataRow("--text", "Words", "networks for text are")]
    [DataRow("--separator", "::", "--separator must be one character")]
    public void What_does_not_exist_is_said(string option, string value, string expected) =>
        CommandLineRun.Of([.. _train, option, value]).ShouldFail(2, expected);

    [TestMethod]
    public void An_unknown_architecture_lists_the_known_ones() =>
        CommandLineRun.Of([.. _train[..^1], "resnext"]).ShouldFail(2, "cnn");

    [TestMethod]
    public void Image_and_features_exclude_each_other() =>
        CommandLineRun.Of([.. _train, "--image", "A", "--features", "B"]).ShouldFail(2, "not both");

    [TestMethod]
    public void An_unknown_baseline_lists_the_known_ones() =>
        CommandLineRun.Of("compare", "--data", Repository.Digits, "--baselines", "svm").ShouldFail(2, "lightgbm, fasttree, fastforest, sdca, lbfgs, perceptron, naivebayes, constant");

    [TestMethod]
    public void A_comparison_of_nothing_is_refused() =>
        CommandLineRun.Of("compare", "--data", Repository.Digits).ShouldFail(2, "--archs");

    [TestMethod]
    [DataRow("--repeats", "0", "--repeats must be at least 1, but was 0.")]
    [DataRow("--rope", "-0.1", "--rope must be at least 0, but was -0.1.")]
    [DataRow("--baselines", "sdca,sdca", "'sdca' is named 2 times")]
    public void What_a_comparison_cannot_be_is_said(string option, string value, string expected) =>
        CommandLineRun.Of("compare", "--data", Repository.Digits, "--archs", "cnn", option, value).ShouldFail(2, expected);

    [TestMethod]
    public void One_fold_is_not_enough() =>
        CommandLineRun.Of("compare", "--data", Repository.Digits, "--archs", "cnn", "--folds", "1").ShouldFail(2, "--folds must be at least 2");
}
