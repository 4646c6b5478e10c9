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
        Make("dog/2.PNG", "dog/1.jpg", "cat/1.jpeg", "cat/a.webp", "cat/b.bmp", "cat/c.gif");
        ImageFolder content = ImageFolder.OfClasses(_folder.Path);
        Assert.AreEqual("cat/1.jpeg cat/a.webp cat/b.bmp cat/c.gif dog/1.jpg dog/2.PNG", Paths(content));
        Assert.AreEqual("cat cat cat cat dog dog", string.Join(' ', content.Rows.Select(r => r.Label)));
        Assert.AreEqual("", content.LeftOut);
    }

    [TestMethod]
    public void What_systems_and_editors_leave_is_left_out_and_counted()
    {
        Make("cat/1.png", "cat/._1.png", "cat/Thumbs.db", "dog/1.png", ".DS_Store", "dog/.DS_Store", ".ipynb_checkpoints/0-checkpoint.png", "__MACOSX/cat/1.png");
        ImageFolder content = ImageFolder.OfClasses(_folder.Path);
        Assert.AreEqual("cat/1.png dog/1.png", Paths(content));
        Assert.AreEqual("6 hidden files and folders (.DS_Store, ._1.png, .ipynb_checkpoints, …)", content.LeftOut);
    }

    [TestMethod]
    public void Other_files_and_formats_are_named()
    {
        Make("cat/1.png", "cat/2.tif", "dog/1.png", "dog/3.TIFF", "dog/4.tif", "notes.txt", "cat/list", "late/x.heic", "loose.jpg", "cat/inner/7.png");
        ImageFolder content = ImageFolder.OfClasses(_folder.Path);
        Assert.AreEqual("cat/1.png dog/1.png", Paths(content));
        Assert.AreEqual("1 .heic file (PNG, JPEG, BMP, GIF and WebP are read); 2 .tif files (PNG, JPEG, BMP, GIF and WebP are read); 1 .tiff file (PNG, JPEG, BMP, GIF and WebP are read); "
            + "2 other files (.txt, no extension); 1 image outside the folders of the classes; 1 image in folders inside a class's folder; 1 folder without images (late)",
            content.LeftOut);
    }

    [TestMethod]
    public void To_predict_all_images_are_taken_wherever_they_lie()
    {
        Make("loose.jpg", "cat/1.png", "cat/inner/7.png", ".hidden/1.png", "cat/x.tif");
        ImageFolder content = ImageFolder.OfAll(_folder.Path);
        Assert.AreEqual("loose.jpg cat/1.png cat/inner/7.png", Paths(content));
        Assert.AreEqual("1 hidden file or folder (.hidden); 1 .tif file (PNG, JPEG, BMP, GIF and WebP are read)", content.LeftOut);
    }

    [TestMethod]
    public void A_folder_that_links_to_itself_ends()
    {
        Make("a/1.png");
        Directory.CreateSymbolicLink(_folder.File("a/again"), _folder.Path);
        ImageFolder content = ImageFolder.OfAll(_folder.Path);
        Assert.AreEqual("a/1.png", Paths(content));
        Assert.AreEqual("1 link to a folder", content.LeftOut);
    }

    [TestMethod]
    [DataRow("notes.txt", "has no images, but 1 other file (.txt): expected is a folder for each class, with its images directly inside (PNG, JPEG, BMP, GIF and WebP).")]
    [DataRow("a.png", "has 1 image but no folders with images, so that they have no labels: expected is a folder for each class")]
    [DataRow("train/cat/a.png", "has no images in its folders, but in folders inside these: if '")]
    public void What_is_expected_is_said(string file, string message)
    {
        Make(file);
        var e = Assert.ThrowsExactly<CommandException>(() => ImageFolder.OfClasses(_folder.Path));
        StringAssert.Contains(e.Message, message);
    }

    private void Make(params string[] names)
    {
        foreach (string name in names)
            _folder.Write(name, "");
    }

    private string Paths(ImageFolder content) => string.Join(' ', content.Rows.Select(r => Path.GetRelativePath(_folder.Path, r.ImagePath)));
}
