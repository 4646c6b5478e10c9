namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] schedulers;
                    private readonly int[] milestones;

                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers,
                        IEnumerable<int> milestones,
                        int last_epoch = -1) : base(optimizer, last_epoch)
                    {
                        (this.schedulers, this.milestones) = (schedulers.ToArray(), milestones.ToArray());
                        if (this.schedulers.Length != this.milestones.Length + 1)
                            throw new ArgumentException($"There must be one scheduler more than milestones, but there are " +
                                $"{this.schedulers.Length} and {this.milestones.Length}.");
                        _last_epoch = last_epoch + 1;
                        // All of them have taken their first step already, one on top of the other: only the first may keep it.
                        foreach (var group in Groups)
                            group.LearningRate = group.InitialLearningRate;
                        foreach (var scheduler in this.schedulers)
                            scheduler.Rewind();
                        this.schedulers[0].step();
                        Apply(this.schedulers[0].get_last_lr().ToList());
                    }

                    public override void step()
                    {
                        _last_epoch++;
                        var index = milestones.Count(milestone => milestone <= _last_epoch);
                        if (index > 0 && milestones[index - 1] == _last_epoch)
                            schedulers[index].step(0);
                        else
                            schedulers[index].step();
                        Apply(schedulers[index].get_last_lr().ToList());
                    }
                }

                public class ChainedLR : LRScheduler
                {
                    private readonly LRScheduler[] schedulers;

                    public ChainedLR(IEnumerable<LRScheduler> schedulers) : this(schedulers.ToArray()) { }

                    private ChainedLR(LRScheduler[] schedulers) : base(schedulers[0].Optimizer) => this.schedulers = schedulers;

                    public override void step()
                    {
                        foreach (var scheduler in schedulers)
                            scheduler.step();
                        Apply(Rates().ToList());
                    }
                }

                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool lower;
                    private readonly bool relative;
                    private readonly double factor;
                    private readonly double threshold;
                    private readonly double eps;
                    private readonly int patience;
                    private readonly int cooldown;
                    private readonly IList<double> floor;
                    private double best;
                    private int cooling;
                    private int bad;

                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1,
                        int patience = 10,
                        double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null,
                        double eps = 1e-8, bool verbose = false) : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1)
                            throw new ArgumentException("Factor should be < 1.0.");
                        if (mode is not ("min" or "max"))
                            throw new ArgumentException($"mode {mode} is unknown!");
                        if (threshold_mode is not ("rel" or "abs"))
                            throw new ArgumentException($"threshold mode {threshold_mode} is unknown!");
                        (lower, relative) = (mode == "min", threshold_mode == "rel");
                        (this.factor, this.patience, this.threshold, this.cooldown, this.eps) = (factor, patience, threshold, cooldown, eps);
                        floor = min_lr ?? Groups.Select(_ => 0.0).ToArray();
                        best = lower ? double.PositiveInfinity : double.NegativeInfinity;
                        _last_epoch = 0;
                    }

                    public override void step() => throw new InvalidOperationException("step() should not be used with the ReduceLROnPlateau scheduler.");

                    public override void step(int? epoch) => step();

                    public override void step(double current, int? epoch = null)
                    {
                        _last_epoch = epoch ?? _last_epoch + 1;
                        bad = Better(current) ? 0 : bad + 1;
                        if (bad == 0)
                            best = current;
                        if (cooling > 0)
                            (cooling, bad) = (cooling - 1, 0);
                        if (bad <= patience)
                            return;
                        Apply(Rates().Select(Reduced).ToList());
                        (cooling, bad) = (cooldown, 0);
                    }

                    private double Reduced(double rate, int group)
                    {
                        var reduced = Math.Max(rate * factor, floor[Math.Min(group, floor.Count - 1)]);
                        return rate - reduced > eps ? reduced : rate;
                    }

                    private bool Better(double current)
                    {
                        var margin = relative ? best * threshold : threshold;
                        return lower ? current < best - (double.IsInfinity(best) ? 0 : margin)
                            : current > best + (double.IsInfinity(best) ? 0 : margin);
                    }
                }
            }
        }
    }
}
