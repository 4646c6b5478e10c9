using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;

namespace Compat.Tests.Images;

[TestClass]
public sealed class ImageTransformTests
{
    private sealed class FileRow
    {
        public string Path { get; set; } = "";
    }

    private sealed class PixelRow
    {
        public float[] Pixels { get; set; } = [];
    }

    private sealed class BytesRow
    {
        public byte[] Bytes { get; set; } = [];
    }

    private sealed class VectorRow
    {
        [VectorType(12)]
        public float[] Values { get; set; } = [];
    }

    private sealed class ImageRow
    {
        [ImageType]
        public MLImage? Image { get; set; }
    }

    private sealed class SizedImageRow
    {
        [ImageType(2, 2)]
        public MLImage? Image { get; set; }
    }

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryImages _files = new();

    [TestCleanup]
    public void Clean() => _files.Dispose();

    [TestMethod]
    public void Pixels_stand_plane_by_plane_unless_interleaved()
    {
        _files.Add("a.png", 3, 2);
        IDataView data = Files("a.png");
        byte[] bgra = TemporaryImages.Pixels(3, 2);

        float[] planes = Pixels(Chain(3, 2), data)[0];
        float[] interleaved = Pixels(Chain(3, 2, interleave: true), data)[0];

        for (int pixel = 0; pixel < 6; pixel++)
        {
            for (int color = 0; color < 3; color++)
            {
                Assert.AreEqual(bgra[pixel * 4 + 2 - color], planes[color * 6 + pixel]);
                Assert.AreEqual(bgra[pixel * 4 + 2 - color], interleaved[pixel * 3 + color]);
            }
        }
    }

    [TestMethod]
    public void Order_choice_offset_and_scale_are_heeded()
    {
        _files.Add("a.png", 3, 2);
        byte[] bgra = TemporaryImages.Pixels(3, 2);
        var chain = _ml.Transforms.LoadImages("Image", _files.Folder, "Path")
            .Append(_ml.Transforms.ResizeImages("Image", 3, 2))
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Image", ColorBits.Blue | ColorBits.Red, ColorsOrder.ABGR,
                offsetImage: 10, scaleImage: 0.5f));

        float[] pixels = Pixels(chain, Files("a.png"))[0];

        Assert.HasCount(12, pixels);
        Assert.AreEqual((bgra[4] - 10) * 0.5f, pixels[1]);
        Assert.AreEqual((bgra[6] - 10) * 0.5f, pixels[7]);
    }

    [TestMethod]
    public void What_is_promised_is_delivered()
    {
        _files.Add("a.png", 3, 2);
        IDataView data = Files("a.png");

        DataViewSchema schema = Chain(4, 5).Fit(data).GetOutputSchema(data.Schema);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3, 5, 4), schema["Pixels"].Type);
        Assert.IsTrue(schema["Image"].Type.Equals(new ImageDataViewType(5, 4)));
        Assert.AreEqual(1, schema.Count(c => c.Name == "Image" && c.IsHidden));
    }

    [TestMethod]
    public void Images_of_any_size_must_be_resized_first()
    {
        _files.Add("a.png", 3, 2);
        var chain = _ml.Transforms.LoadImages("Image", _files.Folder, "Path")
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Image"));

        Assert.Throws<ArgumentException>(() => chain.Fit(Files("a.png")));
    }

    [TestMethod]
    public void An_empty_path_is_a_missing_image()
    {
        float[] pixels = Pixels(Chain(2, 2), Files(""))[0];

        CollectionAssert.AreEqual(new float[12], pixels);
    }

    [TestMethod]
    public void A_file_that_is_no_image_and_a_missing_file_throw()
    {
        File.WriteAllText(_files.PathOf("text.png"), "no image");

        Assert.Throws<Exception>(() => Pixels(Chain(2, 2), Files("text.png")));
        Assert.Throws<Exception>(() => Pixels(Chain(2, 2), Files("none.png")));
    }

    [TestMethod]
    [DataRow(ImageResizingEstimator.ResizingKind.Fill)]
    [DataRow(ImageResizingEstimator.ResizingKind.IsoCrop)]
    [DataRow(ImageResizingEstimator.ResizingKind.IsoPad)]
    public void One_colour_stays_that_colour_when_resized(ImageResizingEstimator.ResizingKind kind)
    {
        byte[] pixels = [.. Enumerable.Repeat(new byte[] { 50, 100, 200, 255 }, 20 * 10).SelectMany(p => p)];
        using (MLImage image = MLImage.CreateFromPixels(20, 10, MLPixelFormat.Bgra32, pixels))
            image.Save(_files.PathOf("a.png"));

        float[] result = Pixels(Chain(6, 6, resizing: kind), Files("a.png"))[0];

        for (int y = 0; y < 6; y++)
        {
            // Padded, the image keeps half of the height; the rest is black.
            bool inside = kind != ImageResizingEstimator.ResizingKind.IsoPad || y is 2 or 3;
            bool edge = kind == ImageResizingEstimator.ResizingKind.IsoPad && y is 1 or 4;
            if (!edge)
                Assert.AreEqual(inside ? 200f : 0f, result[y * 6 + 3], 1f, $"row {y}");
        }
    }

    [TestMethod]
    public void The_anchor_says_what_is_cut_off()
    {
        byte[] pixels = [.. Enumerable.Range(0, 4 * 2).SelectMany(i => new byte[] { 0, 0, (byte)(i % 4 < 2 ? 10 : 250), 255 })];
        using (MLImage image = MLImage.CreateFromPixels(4, 2, MLPixelFormat.Bgra32, pixels))
            image.Save(_files.PathOf("a.png"));

        float[] left = Pixels(Chain(2, 2, anchor: ImageResizingEstimator.Anchor.Left), Files("a.png"))[0];
        float[] right = Pixels(Chain(2, 2, anchor: ImageResizingEstimator.Anchor.Right), Files("a.png"))[0];

        Assert.AreEqual(10, left[0]);
        Assert.AreEqual(250, right[0]);
    }

    [TestMethod]
    public void Raw_bytes_are_those_of_the_files()
    {
        _files.Add("a.png", 30, 20);
        _files.Add("b.jpg", 3, 2);
        IDataView data = _ml.Transforms.LoadRawImageBytes("Bytes", _files.Folder, "Path")
            .Fit(Files("a.png", "b.jpg", "a.png")).Transform(Files("a.png", "b.jpg", "a.png"));

        byte[][] bytes = [.. _ml.Data.CreateEnumerable<BytesRow>(data, reuseRowObject: false).Select(r => r.Bytes)];

        CollectionAssert.AreEqual(File.ReadAllBytes(_files.PathOf("a.png")), bytes[0]);
        CollectionAssert.AreEqual(File.ReadAllBytes(_files.PathOf("b.jpg")), bytes[1]);
        CollectionAssert.AreEqual(bytes[0], bytes[2]);
    }

    [TestMethod]
    public void Vectors_become_images_and_vectors_again()
    {
        float[] values = [.. Enumerable.Range(0, 12).Select(i => i * 20f)];
        IDataView data = _ml.Data.LoadFromEnumerable([new VectorRow { Values = values }]);
        var chain = _ml.Transforms.ConvertToImage(2, 2, "Image", "Values")
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Image"));

        CollectionAssert.AreEqual(values, Pixels(chain, data)[0]);
    }

    [TestMethod]
    public void Grey_images_have_three_like_planes()
    {
        using MLImage image = MLImage.CreateFromPixels(2, 2, MLPixelFormat.Bgra32,
            [.. Enumerable.Repeat(new byte[] { 0, 200, 0, 255 }, 4).SelectMany(p => p)]);
        IDataView data = _ml.Data.LoadFromEnumerable([new SizedImageRow { Image = image }]);
        var chain = _ml.Transforms.ConvertToGrayscale("Gray", "Image").Append(_ml.Transforms.ExtractPixels("Pixels", "Gray"));

        float[] pixels = Pixels(chain, data)[0];

        Assert.AreEqual(0.7152f * 200, pixels[0], 1f);
        Assert.AreEqual(pixels[0], pixels[4]);
        Assert.AreEqual(pixels[0], pixels[8]);
    }

    [TestMethod]
    public void Images_go_in_and_out_of_objects()
    {
        _files.Add("a.png", 3, 2);
        _files.Add("b.png", 3, 2, shift: 9);
        IDataView data = _ml.Transforms.LoadImages("Image", _files.Folder, "Path").Fit(Files("a.png", "b.png"))
            .Transform(Files("a.png", "b.png"));

        int[] first = [.. _ml.Data.CreateEnumerable<ImageRow>(data, reuseRowObject: false).Select(r => (int)r.Image!.Pixels[0])];

        CollectionAssert.AreEqual(new[] { 0, 9 }, first);
    }

    [TestMethod]
    public void A_saved_chain_gives_the_same_pixels()
    {
        _files.Add("a.png", 9, 7);
        IDataView data = Files("a.png");
        ITransformer model = Chain(4, 4, interleave: true).Fit(data);
        using var stream = new MemoryStream();

        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);

        CollectionAssert.AreEqual(Read(model.Transform(data))[0], Read(loaded.Transform(data))[0]);
    }

    [TestMethod]
    public void Cursors_may_be_opened_twice_and_moved_in_turns()
    {
        IDataView data = ManyImages(out float[][] expected);
        DataViewSchema.Column column = data.Schema["Pixels"];
        using DataViewRowCursor one = data.GetRowCursor([column]);
        using DataViewRowCursor two = data.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getOne = one.GetGetter<VBuffer<float>>(column);
        ValueGetter<VBuffer<float>> getTwo = two.GetGetter<VBuffer<float>>(column);
        VBuffer<float> value = default;

        Assert.IsTrue(one.MoveNext());
        for (int row = 1; one.MoveNext(); row++)
        {
            Assert.IsTrue(two.MoveNext());
            getOne(ref value);
            CollectionAssert.AreEqual(expected[row], value.DenseValues().ToArray());
            getTwo(ref value);
            CollectionAssert.AreEqual(expected[row - 1], value.DenseValues().ToArray());
        }
    }

    [TestMethod]
    public void Cursors_may_run_in_parallel()
    {
        IDataView data = ManyImages(out float[][] expected);

        Parallel.For(0, 8, _ =>
        {
            float[][] rows = Read(data);
            for (int i = 0; i < expected.Length; i++)
                CollectionAssert.AreEqual(expected[i], rows[i]);
        });
    }

    [TestMethod]
    public void A_set_of_cursors_shares_out_the_rows()
    {
        IDataView data = ManyImages(out float[][] expected);
        DataViewSchema.Column column = data.Schema["Pixels"];
        DataViewRowCursor[] cursors = data.GetRowCursorSet([column], 4);

        float[][] rows = [.. cursors.AsParallel().SelectMany(cursor =>
        {
            using (cursor)
            {
                ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
                VBuffer<float> value = default;
                var seen = new List<float[]>();
                while (cursor.MoveNext())
                {
                    getter(ref value);
                    seen.Add([.. value.DenseValues()]);
                }
                return seen;
            }
        })];

        CollectionAssert.AreEquivalent(expected.Select(r => r.Sum()).ToArray(), rows.Select(r => r.Sum()).ToArray());
    }

    private IDataView ManyImages(out float[][] expected)
    {
        string[] names = [.. Enumerable.Range(0, 12).Select(i => _files.Add($"{i}.png", 6 + i, 9, shift: i * 7))];
        IDataView files = Files(names);
        IDataView data = Chain(5, 5).Fit(files).Transform(files);
        expected = Read(data);
        return data;
    }

    private IDataView Files(params string[] names) =>
        _ml.Data.LoadFromEnumerable(names.Select(name => new FileRow { Path = name }).ToArray());

    private IEstimator<ITransformer> Chain(int width, int height, bool interleave = false,
        ImageResizingEstimator.ResizingKind resizing = ImageResizingEstimator.ResizingKind.IsoCrop,
        ImageResizingEstimator.Anchor anchor = ImageResizingEstimator.Anchor.Center) =>
        _ml.Transforms.LoadImages("Image", _files.Folder, "Path")
            .Append(_ml.Transforms.ResizeImages("Image", width, height, resizing: resizing, cropAnchor: anchor))
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Image", interleavePixelColors: interleave));

    private float[][] Pixels(IEstimator<ITransformer> chain, IDataView data) => Read(chain.Fit(data).Transform(data));

    private float[][] Read(IDataView data) =>
        [.. _ml.Data.CreateEnumerable<PixelRow>(data, reuseRowObject: false, ignoreMissingColumns: true).Select(r => r.Pixels)];
}
