namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Changes the learning rate of an optimizer's groups as training goes on.</summary>
            public abstract class LRScheduler
            {
                protected int _step_count;
                private protected readonly Optimizer _optimizer = null!;
                private protected readonly List<double> _base_lrs = [];
                private protected int _last_epoch = -1;
                private readonly bool verbose;
                private List<double> lastRates = [];

                protected LRScheduler() { }

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    (_optimizer, _last_epoch, this.verbose) = (optimizer, last_epoch, verbose);
                    _base_lrs = Groups.Select(group => group.InitialLearningRate).ToList();
                    lastRates = Rates().ToList();
                }

                private protected IEnumerable<ILearningRateController> Groups => _optimizer.ParamGroups;

                public virtual void step() => step(null);

                public virtual void step(int? epoch)
                {
                    _step_count++;
                    _last_epoch = epoch ?? _last_epoch + 1;
                    Apply((epoch is null ? get_lr() : get_closed_form_lr()).ToList());
                }

                public virtual void step(double current, int? epoch = null) => step(epoch);

                public IEnumerable<double> get_last_lr() => lastRates;

                protected virtual IEnumerable<double> get_lr() => Rates();

                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected IEnumerable<double> Rates() => Groups.Select(group => group.LearningRate);

                private protected IEnumerable<double> Times(double factor) => Rates().Select(rate => rate * factor);

                private protected IEnumerable<double> BaseTimes(double factor) => _base_lrs.Select(rate => rate * factor);

                private protected void Apply(List<double> rates)
                {
                    foreach (var (group, rate) in Groups.Zip(rates))
                        group.LearningRate = rate;
                    if (verbose && !rates.SequenceEqual(lastRates))
                        Console.WriteLine($"Adjusting learning rate to {string.Join(", ", rates)}");
                    lastRates = rates;
                }

                /// <summary>Back to before the first step, for a scheduler that another one drives.</summary>
                internal void Rewind()
                {
                    _last_epoch--;
                    _step_count--;
                }

                internal Optimizer Optimizer => _optimizer;
            }
        }
    }
}
