namespace MLNetDeep;

/// <summary>Optimizers.</summary>
public enum OptimizerKind
{
    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019).</summary>
    AdamW,

    /// <summary>
    /// Stochastic gradient descent with Nesterov momentum (Sutskever et al., On the importance of initialization and momentum in deep learning, 2013). It needs
    /// a learning rate about 100 times that of AdamW; its weight decay is part of the gradient.
    /// </summary>
    Sgd,

    /// <summary>
    /// Lion, updates by the sign of the momentum (Chen et al., Symbolic Discovery of Optimization Algorithms, 2023). It needs a third to a tenth of the
    /// learning rate of AdamW, and a weight decay larger by the same factor.
    /// </summary>
    Lion,

    /// <summary>Adam (Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015), whose weight decay is L2 regularization, a part of the gradient.</summary>
    Adam,

    /// <summary>
    /// Muon, momentum whose matrices are made orthogonal (Jordan et al., Muon: An optimizer for hidden layers in neural networks, 2024), for the weight matrices and kernels of hidden layers; AdamW
    /// for embeddings, output layers and vectors. Its updates are as large as those of AdamW (Liu et al., Muon is Scalable for LLM Training, 2025), so that both take the same learning rate
    /// and weight decay.
    /// </summary>
    Muon,
}
