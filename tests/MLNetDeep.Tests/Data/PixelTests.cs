using MLNetDeep.Runtime;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Data;

[TestClass]
public class PixelTests
{
    [TestMethod]
    public void PlanesAreRedGreenBlue()
    {
        using var image = Pictures.Make(2, 1, (x, _) => x == 0 ? ((byte)1, (byte)2, (byte)3) : ((byte)4, (byte)5, (byte)6));
        var planes = new byte[6];
        using var picture = new Picture(image);
        ImagePixels.Fill(picture, planes, 3, 1, 2, toGrey: false);
        CollectionAssert.AreEqual(new byte[] { 1, 4, 2, 5, 3, 6 }, planes);
    }

    [TestMethod]
    public void GreyStaysWhatItIs()
    {
        using var image = Pictures.Make(16, 16, (x, y) => { var v = (byte)((16 * y) + x); return (v, v, v); });
        var plane = new byte[256];
        using var picture = new Picture(image);
        ImagePixels.Fill(picture, plane, 1, 16, 16, toGrey: false);
        CollectionAssert.AreEqual(Enumerable.Range(0, 256).Select(i => (byte)i).ToArray(), plane);
    }

    [TestMethod]
    public void ShrinkingTakesMeansAndKeepsTheOverallMean()
    {
        var random = new Random(1);
        var source = new byte[40 * 30];
        random.NextBytes(source);
        var target = new byte[10 * 6];
        Resizer.Resize(source, 30, 40, target, 6, 10);
        Assert.AreEqual(source.Average(b => b), target.Average(b => b), 3);
        Assert.IsTrue(target.Max() < 200 && target.Min() > 60, "a mean of noise is nowhere near its ends");
    }

    [TestMethod]
    public void GrowingIsLinear()
    {
        var target = new byte[4];
        Resizer.Resize([0, 100], 1, 2, target, 1, 4);
        CollectionAssert.AreEqual(new byte[] { 0, 25, 75, 100 }, target);
    }
}
