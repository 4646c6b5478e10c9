using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Tests.Data;

[TestClass]
public class ImageFolderTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void The_folder_of_an_image_is_its_label()
    {
        foreach (string name in new[] { "dog/2.PNG", "dog/1.jpg", "cat/1.jpeg", "cat/notes.txt", "loose.jpg" })
            _folder.Write(name, "");

        List<ImageRow> rows = ImageFolder.Read(_folder.Path);

        Assert.AreEqual("cat/1.jpeg dog/1.jpg dog/2.PNG", string.Join(' ', rows.Select(r => Path.GetRelativePath(_folder.Path, r.ImagePath))));
        Assert.AreEqual("cat dog dog", string.Join(' ', rows.Select(r => r.Label)));
    }

    [TestMethod]
    public void A_folder_without_images_is_said()
    {
        var e = Assert.ThrowsExactly<CommandException>(() => ImageFolder.Read(_folder.Path));
        StringAssert.Contains(e.Message, "has no images");
    }
}
