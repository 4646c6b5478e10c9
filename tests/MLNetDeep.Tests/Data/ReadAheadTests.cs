using MLNetDeep.Data;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Data;

/// <summary>The thread that makes batches takes no cores from the training's own.</summary>
[TestClass]
public sealed class ReadAheadTests
{
    [TestMethod]
    public void Batches_are_made_by_one_thread_and_others_keep_theirs()
    {
        var before = get_num_threads();
        set_num_threads(3);
        try
        {
            var maker = 0;
            foreach (var batch in ReadAhead.Run(_ => Make(() => maker = get_num_threads()), 2, CancellationToken.None)) batch.Dispose();
            Assert.AreEqual((1, 3, 3), (maker, get_num_threads(), OfNewThreads()));
        }
        finally
        {
            set_num_threads(before);
        }
    }

    private static IEnumerable<Batch> Make(Action meanwhile)
    {
        meanwhile();
        yield return new Batch(zeros(2, 3), zeros(2, ScalarType.Int64));
    }

    private static int OfNewThreads()
    {
        var number = 0;
        var thread = new Thread(() => number = get_num_threads());
        thread.Start();
        thread.Join();
        return number;
    }
}
