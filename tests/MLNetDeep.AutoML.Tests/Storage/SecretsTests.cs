namespace MLNetDeep.AutoML.Tests.Storage;

[TestClass]
public class SecretsTests
{
    [TestMethod]
    [DataRow("postgres://me:abc@db/x", "postgres://me:***@db/x")]
    [DataRow("see https://db:8080/a@b", "see https://db:8080/a@b")]
    [DataRow("Host=a;Password=p q;Port=1", "Host=a;Password=***;Port=1")]
    [DataRow("SSL Password = x", "SSL Password = ***")]
    [DataRow("""{"Pwd": "a\"b", "x": 1}""", """{"Pwd": "***", "x": 1}""")]
    [DataRow("the word correct-horse alone", "the word *** alone")]
    [DataRow("escaped as a%2Fb%20c", "escaped as ***")]
    [DataRow("Accuracy 0.9, password wrong", "Accuracy 0.9, password wrong")]
    public void Passwords_are_taken_out(string text, string expected) => Assert.AreEqual(expected, new Secrets("correct-horse", "a/b c", "abc", null).Hide(text));

    [TestMethod]
    public void What_programs_read_again_keeps_words_that_are_passwords_by_chance() =>
        Assert.AreEqual("""{"Data":"digits.csv","Password":"***"}""", Secrets.HideNamed("""{"Data":"digits.csv","Password":"digits"}"""));
}
