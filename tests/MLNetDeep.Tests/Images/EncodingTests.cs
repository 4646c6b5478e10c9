using Microsoft.ML.Data;
using MLNetDeep.Runtime;
using MLNetDeep.Tests.Support;
using MLNetDeep.Tests.Support.Encodings;

namespace MLNetDeep.Tests.Images;

/// <summary>Whatever a picture is stored as, the same pixels are seen of it: upright, on white, by path, by bytes and as MLImage.</summary>
[TestClass]
public sealed class EncodingTests
{
    public static IEnumerable<object[]> Names => Encoded.All.Select(e => new object[] { e.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Bytes_are_seen_as_a_viewer_shows_them(string name)
    {
        var encoded = Encoded.All.Single(e => e.Name == name);
        using var picture = ImagePixels.Decode(encoded.Bytes);
        Near(encoded.Planes(), Planes(picture), encoded.Tolerance);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Path_bytes_and_MLImage_give_the_same_pixels(string name)
    {
        var encoded = Encoded.All.Single(e => e.Name == name);
        using var folder = new ImageFolder();
        // The name says nothing about the format.
        var path = folder.Write("picture.jpg", encoded.Bytes);
        using var ofBytes = ImagePixels.Decode(encoded.Bytes);
        using var ofPath = ImagePixels.Load(path);
        using var image = MLImage.CreateFromFile(path);
        using var ofImage = new Picture(image);
        using var read = ImageFiles.Load(path);
        using var ofRead = new Picture(read);
        var expected = Planes(ofBytes);
        CollectionAssert.AreEqual(expected, Planes(ofPath));
        CollectionAssert.AreEqual(expected, Planes(ofImage), "as ML.NET decodes it");
        CollectionAssert.AreEqual(expected, Planes(ofRead), "as ImageFiles reads it");
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    [DataRow(7)]
    [DataRow(8)]
    public void Pictures_are_turned_as_their_EXIF_tag_says(int orientation)
    {
        var encoded = Encoded.Turned(orientation);
        using var picture = ImagePixels.Decode(encoded.Bytes);
        Near(encoded.Planes(), Planes(picture), encoded.Tolerance);
        using var image = ImageFiles.Decode(encoded.Bytes);
        using var ofImage = new Picture(image);
        CollectionAssert.AreEqual(Planes(picture), Planes(ofImage));
    }

    [TestMethod]
    public void The_sides_of_a_picture_that_lies_are_exchanged()
    {
        var layout = PixelLayout.Of(6, 3, 2);
        Assert.AreEqual((2, 3), (layout.Width, layout.Height));
        // Stored row 0 becomes the right-hand side, from the top down.
        CollectionAssert.AreEqual(new[] { 1, 3, 5 }, Enumerable.Range(0, 3).Select(x => layout.Start + (x * layout.Right)).ToArray());
        Assert.AreEqual(0, layout.Start + layout.Down);
    }

    [TestMethod]
    public void ML_NET_decodes_without_the_EXIF_tag()
    {
        using var image = MLImage.CreateFromStream(new MemoryStream(Encoded.Turned(3).Bytes));
        using var picture = new Picture(image);
        Assert.AreNotEqual(Encoded.Turned(3).Planes()[0], Planes(picture)[0], "docs/images.md says so");
    }

    [TestMethod]
    public void Colours_above_their_alpha_were_not_multiplied_by_it()
    {
        using var image = MLImage.CreateFromPixels(2, 1, MLPixelFormat.Bgra32, [200, 100, 0, 51, 9, 9, 9, 255]);
        using var picture = new Picture(image);
        var planes = new byte[6];
        ImagePixels.Fill(picture, planes, 3, 1, 2, toGrey: false);
        CollectionAssert.AreEqual(new byte[] { 204, 9, 224, 9, 244, 9 }, planes);
    }

    private static byte[] Planes(Picture picture)
    {
        var planes = new byte[3 * Encoded.Side * Encoded.Side];
        ImagePixels.Fill(picture, planes, 3, Encoded.Side, Encoded.Side, toGrey: false);
        return planes;
    }

    private static void Near(byte[] expected, byte[] actual, int tolerance)
    {
        var furthest = expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max();
        Assert.IsLessThanOrEqualTo(tolerance, furthest);
    }
}
